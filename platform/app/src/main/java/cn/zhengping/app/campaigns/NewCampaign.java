package cn.zhengping.app.campaigns;

import cn.zhengping.app.standards.TemplateRef;
import cn.zhengping.spi.Points;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A campaign to be prepared.
 *
 * @param title null takes the template's
 * @param standards text of a {@code StandardRef} for each title that is to be won; null takes all titles for which the
 *     template has a standard
 * @param phases null takes the template's dates
 * @param spreadBound above which difference between reviewers on one criterion a settlement in words is needed
 */
public record NewCampaign(
        TemplateRef template,
        @Nullable String title,
        @Nullable Map<String, String> standards,
        @Nullable List<Phase> phases,
        Points spreadBound) {

    public NewCampaign {
        standards = standards == null ? null : Map.copyOf(standards);
        phases = phases == null ? null : List.copyOf(phases);
    }
}
