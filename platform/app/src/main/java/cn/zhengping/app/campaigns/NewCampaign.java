package cn.zhengping.app.campaigns;

import cn.zhengping.app.standards.TemplateRef;
import cn.zhengping.spi.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign to be prepared.
 *
 * @param title null takes the template's
 * @param titles that are to be won; null takes all for which the template has a standard
 * @param phases null takes the template's dates
 * @param spreadBound above which difference between reviewers on one criterion a settlement in words is needed
 */
public record NewCampaign(
        TemplateRef template,
        @Nullable String title,
        @Nullable List<Title> titles,
        @Nullable List<Phase> phases,
        Points spreadBound) {

    public NewCampaign {
        titles = titles == null ? null : List.copyOf(titles);
        phases = phases == null ? null : List.copyOf(phases);
    }

    /**
     * A title that is to be won.
     *
     * @param id of the template
     * @param standard text of a {@code StandardRef}; null takes the template's
     */
    public record Title(String id, @Nullable String standard) {}
}
