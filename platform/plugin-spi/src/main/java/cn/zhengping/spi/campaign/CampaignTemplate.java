package cn.zhengping.spi.campaign;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 验收活动 as a notice prescribes it, for a tenant to open campaigns from.
 *
 * @param id unique among the templates of its plugin
 * @param titles what can be won, at least one
 * @param phases in the order of their beginning
 * @param cycle how often it comes round; null where the paper does not say
 */
public record CampaignTemplate(
        String id,
        String version,
        LocalizedText title,
        List<TitleTemplate> titles,
        List<PhaseTemplate> phases,
        @Nullable Cycle cycle,
        Ranking ranking,
        List<SourceDocument> sources,
        List<Reading> readings) {

    public CampaignTemplate {
        titles = List.copyOf(titles);
        phases = List.copyOf(phases);
        sources = List.copyOf(sources);
        readings = List.copyOf(readings);
    }

    /**
     * 每两年申报一次.
     *
     * @param everyYears 1 for every year
     * @param month 1 to 12, in which applications are taken; null where the paper does not say
     */
    public record Cycle(int everyYears, @Nullable Integer month, SourceRef source) {}

    /** What comes first in a list of results. */
    public enum Ranking {
        /** The highest total. */
        TOTAL,
        /** The highest share of checks met, then the most problems rectified in time. */
        SHARE_MET
    }
}
