package cn.zhengping.spi.campaign;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import java.util.List;

/**
 * 验收活动 as a notice prescribes it, for a tenant to open campaigns from.
 *
 * @param id unique among the templates of its plugin
 * @param titles what can be won, at least one
 * @param phases in the order of their beginning
 */
public record CampaignTemplate(
        String id,
        String version,
        LocalizedText title,
        List<TitleTemplate> titles,
        List<PhaseTemplate> phases,
        List<SourceDocument> sources,
        List<Reading> readings) {

    public CampaignTemplate {
        titles = List.copyOf(titles);
        phases = List.copyOf(phases);
        sources = List.copyOf(sources);
        readings = List.copyOf(readings);
    }
}
