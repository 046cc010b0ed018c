package cn.zhengping.region.henan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.CampaignTemplate.Ranking;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.PhaseTemplate.HandIn;
import cn.zhengping.spi.campaign.PhaseTemplate.HandIn.Format;
import cn.zhengping.spi.campaign.PhaseTemplate.Late;
import cn.zhengping.spi.campaign.TitleTemplate;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The dates, written out once more from the plan. */
class LuoshanCampaignTest {

    private final CampaignTemplate campaign = Luoshan.PACK.campaigns().getFirst();

    @Test
    void the_phases_last_to_the_end_of_the_day_that_the_plan_names() {
        assertThat(campaign.phases())
                .extracting(PhaseTemplate::kind, PhaseTemplate::opens, PhaseTemplate::closes)
                .containsExactly(
                        tuple(PhaseKind.SELF_CHECK, day(1, 9), day(3, 10)),
                        tuple(PhaseKind.MATERIALS, null, day(4, 12)),
                        tuple(PhaseKind.REVIEW, day(4, 15), day(5, 1)),
                        tuple(PhaseKind.PROBLEM_LIST, day(5, 5), day(5, 6)),
                        tuple(PhaseKind.RECTIFICATION, day(5, 5), day(8, 1)),
                        tuple(PhaseKind.SECOND_REVIEW, day(8, 2), day(8, 17)),
                        tuple(PhaseKind.REPORT, day(9, 16), day(9, 21)));
    }

    private static @Nullable LocalDateTime day(int month, int day) {
        return LocalDateTime.of(2021, month, day, 0, 0);
    }

    @Test
    void a_late_report_is_taken_and_marked() {
        assertThat(campaign.phases()).extracting(PhaseTemplate::late).containsOnly(Late.MARKED);
    }

    @Test
    void the_report_comes_on_paper_and_as_file_with_what_is_published_and_what_is_not() {
        assertThat(campaign.phases())
                .filteredOn(phase -> phase.kind() == PhaseKind.MATERIALS)
                .flatExtracting(PhaseTemplate::handIns)
                .extracting(HandIn::id, HandIn::formats)
                .containsExactly(
                        tuple("self-check-report", Set.of(Format.PAPER, Format.FILE)),
                        tuple("published", Set.of(Format.LINK, Format.SCREENSHOT, Format.PAPER, Format.FILE)),
                        tuple("not-published", Set.of(Format.PAPER, Format.FILE)));
    }

    @Test
    void units_rank_by_the_share_of_points_met_in_four_lists_and_win_nothing() {
        assertThat(campaign.ranking()).isEqualTo(Ranking.SHARE_MET);
        assertThat(campaign.titles())
                .extracting(TitleTemplate::unitKind, TitleTemplate::standard)
                .containsExactly(
                        tuple(UnitKind.DEPARTMENT, "county-third-party"),
                        tuple(UnitKind.TOWNSHIP_CENTRE, "county-third-party"),
                        tuple(UnitKind.TOWNSHIP_CENTRE, "township-third-party"),
                        tuple(UnitKind.VILLAGE_STATION, "township-third-party"));
        assertThat(campaign.titles()).allMatch(title -> title.outcomes().isEmpty());
    }
}
