package cn.zhengping.spi.rating;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import java.util.List;
import java.util.Set;

/**
 * 差评整改: how a bad rating is closed.
 *
 * @param id unique among the rating processes of its plugin
 * @param unitKinds whose ratings
 * @param steps in order, each kind at most once
 */
public record RatingProcess(
        String id,
        String version,
        LocalizedText title,
        Set<UnitKind> unitKinds,
        List<Step> steps,
        List<SourceDocument> sources,
        List<Reading> readings) {

    public RatingProcess {
        unitKinds = Set.copyOf(unitKinds);
        steps = List.copyOf(steps);
        sources = List.copyOf(sources);
        readings = List.copyOf(readings);
    }

    /**
     * What is done next.
     *
     * @param id unique within the process
     */
    public record Step(String id, Kind kind, LocalizedText text, SourceRef source) {

        /** What is done. */
        public enum Kind {
            /** 联系核实. */
            CONTACT,
            /** 整改. */
            RECTIFY,
            /** 回访. */
            CALL_BACK,
            /** 记录归档. */
            RECORD
        }
    }
}
