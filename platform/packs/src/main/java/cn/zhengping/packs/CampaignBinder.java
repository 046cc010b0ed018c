package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.INVALID_TIME;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.CampaignTemplate.Cycle;
import cn.zhengping.spi.campaign.CampaignTemplate.Ranking;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.OutcomeBand;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.PhaseTemplate.HandIn;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.campaign.TitleTemplate.Act;
import cn.zhengping.spi.campaign.TitleTemplate.Award;
import cn.zhengping.spi.campaign.TitleTemplate.Ground;
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
                file.optional("cycle", CampaignBinder::cycle),
                file.optional("ranking", ranking -> ranking.constant(Ranking.class), Ranking.TOTAL),
                PaperBinder.sources(file),
                PaperBinder.readings(file));
    }

    private static Cycle cycle(Field cycle) {
        return new Cycle(
                cycle.get("everyYears").count(), cycle.optional("month", Field::count), PaperBinder.source(cycle));
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
                title.list(
                        "acts",
                        act -> new Act(
                                act.get("kind").constant(Act.Kind.class),
                                act.get("by").localizedText(),
                                act.optional("level", level -> level.constant(Grant.Level.class)),
                                PaperBinder.source(act))),
                title.optional("validYears", Field::count),
                title.list(
                        "revocations",
                        ground -> new Ground(
                                ground.get("id").text(),
                                ground.get("text").localizedText(),
                                PaperBinder.source(ground))),
                title.list(
                        "awards",
                        award -> new Award(
                                award.optional("grant", Field::text),
                                award.get("text").localizedText(),
                                PaperBinder.source(award))),
                PaperBinder.source(title));
    }

    private static Grant grant(Field grant) {
        return new Grant(
                grant.get("id").text(),
                grant.get("kind").constant(Grant.Kind.class),
                grant.get("level").constant(Grant.Level.class),
                grant.get("label").localizedText(),
                grant.optional("stars", Field::count));
    }

    private static PhaseTemplate phase(Field phase) {
        return new PhaseTemplate(
                phase.get("kind").constant(PhaseKind.class),
                phase.get("title").localizedText(),
                phase.optional("opens", CampaignBinder::time),
                phase.optional("closes", CampaignBinder::time),
                phase.get("late").constant(PhaseTemplate.Late.class),
                phase.list("handIns", CampaignBinder::handIn),
                PaperBinder.source(phase));
    }

    private static HandIn handIn(Field handIn) {
        return new HandIn(
                handIn.get("id").text(),
                handIn.get("text").localizedText(),
                handIn.set("formats", format -> format.constant(HandIn.Format.class)),
                handIn.optional("fileName", Field::localizedText));
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
