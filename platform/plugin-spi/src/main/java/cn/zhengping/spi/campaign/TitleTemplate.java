package cn.zhengping.spi.campaign;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.standard.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One title that units apply for: 示范便民服务中心, 园区示范政务服务中心, 星级便民服务中心.
 *
 * @param id unique within the template
 * @param unitKind who can apply
 * @param standard id of a standard of the same plugin; null where the paper is not there and the tenant brings its own
 * @param outcomes what a total leads to, highest threshold first
 */
public record TitleTemplate(
        String id,
        LocalizedText title,
        UnitKind unitKind,
        @Nullable String standard,
        List<OutcomeBand> outcomes,
        SourceRef source) {

    public TitleTemplate {
        outcomes = List.copyOf(outcomes);
    }
}
