package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.INVALID_TIME;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.TitleTemplate;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Binds a file of {@code campaigns/}. */
final class CampaignBinder {

    private CampaignBinder() {}

    static CampaignTemplate bind(Field file) {
        return new CampaignTemplate(
                file.get("campaign").text(),
                file.get("version").text(),
                file.get("title").localizedText(),
                file.list("titles", CampaignBinder::title),
                file.list("phases", CampaignBinder::phase),
                PaperBinder.sources(file),
                PaperBinder.readings(file));
    }

    private static TitleTemplate title(Field title) {
        return new TitleTemplate(
                title.get("id").text(),
                title.get("title").localizedText(),
                title.get("unitKind").constant(UnitKind.class),
                title.optional("standard", Field::text),
                title.list(
                        "outcomes",
                        band -> new OutcomeBand(band.get("from").points(), band.list("grants", CampaignBinder::grant))),
                PaperBinder.source(title));
    }

    private static Grant grant(Field grant) {
        return new Grant(
                grant.get("id").text(),
                grant.get("kind").constant(Grant.Kind.class),
                grant.get("level").constant(Grant.Level.class),
                grant.get("label").localizedText());
    }

    private static PhaseTemplate phase(Field phase) {
        return new PhaseTemplate(
                phase.get("kind").constant(PhaseKind.class),
                phase.get("title").localizedText(),
                phase.optional("opens", CampaignBinder::time),
                phase.optional("closes", CampaignBinder::time),
                phase.get("late").constant(PhaseTemplate.Late.class),
                PaperBinder.source(phase));
    }

    /** The schema has seen to the digits; a calendar has to say whether there is such a day. */
    private static @Nullable LocalDateTime time(Field time) {
        try {
            return LocalDateTime.parse(time.text());
        } catch (DateTimeException noSuchTime) {
            time.report(INVALID_TIME, time.text());
            return null;
        }
    }
}
