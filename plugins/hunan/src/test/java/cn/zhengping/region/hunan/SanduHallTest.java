package cn.zhengping.region.hunan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.answer.Answer.Quantity;
import cn.zhengping.spi.hall.Arrangement;
import cn.zhengping.spi.hall.Department;
import cn.zhengping.spi.hall.HallPlan;
import cn.zhengping.spi.hall.MatterType;
import cn.zhengping.spi.hall.WindowGroup;
import cn.zhengping.spi.rating.RatingProcess.Step;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.CheckPart;
import cn.zhengping.spi.standard.Standard;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hall, counted by hand, and its plan compared with the points by which it is checked. */
class SanduHallTest {

    private final HallPlan hall = Sandu.PACK.halls().getFirst();
    private final Standard standard = Sandu.PACK.standards().getFirst();

    @Test
    void eight_groups_make_eleven_windows() {
        // 3 + 2 + 1 + 1 + 1 + 1 + 1 + 1 = 11
        assertThat(hall.windowGroups()).extracting(WindowGroup::windows).containsExactly(3, 2, 1, 1, 1, 1, 1, 1);
        assertThat(hall.windows()).isEqualTo(11);
    }

    @Test
    void they_deal_with_41_kinds_of_business() {
        // 14 + 8 + 2 + 3 + 3 + 2 + 3 + 6 = 41
        assertThat(hall.windowGroups())
                .extracting(group -> group.matters().size())
                .containsExactly(14, 8, 2, 3, 3, 2, 3, 6);
    }

    @Test
    void two_institutions_five_stationed_bodies_and_six_utilities_move_in() {
        assertThat(hall.departments().stream().collect(Collectors.groupingBy(Department::kind, Collectors.counting())))
                .isEqualTo(Map.of(
                        Department.Kind.INSTITUTION, 2L,
                        Department.Kind.STATIONED, 5L,
                        Department.Kind.PUBLIC_UTILITY, 6L));
    }

    @Test
    void every_department_sits_at_exactly_one_group() {
        assertThat(hall.windowGroups().stream().flatMap(group -> group.departments().stream()))
                .containsExactlyInAnyOrderElementsOf(
                        hall.departments().stream().map(Department::id).toList());
    }

    @Test
    void there_are_three_types_of_matters() {
        assertThat(hall.matterTypes())
                .extracting(MatterType::name)
                .extracting("zh")
                .containsExactly("即办件", "承诺件", "上报件");
    }

    @Test
    void the_hall_has_its_rules_board_guides_signs_badges_channels_posts_and_one_counter() {
        assertThat(hall.arrangements().stream()
                        .collect(Collectors.groupingBy(Arrangement::kind, Collectors.counting())))
                .isEqualTo(Map.of(
                        Arrangement.Kind.WALL_RULE, 4L,
                        Arrangement.Kind.BOARD, 1L,
                        Arrangement.Kind.GUIDE, 1L,
                        Arrangement.Kind.SIGN, 2L,
                        Arrangement.Kind.BADGE, 1L,
                        Arrangement.Kind.COMPLAINT_CHANNEL, 2L,
                        Arrangement.Kind.POST, 2L,
                        Arrangement.Kind.COUNTER, 1L));
    }

    @Test
    void each_group_is_checked_for_its_windows_and_its_matters() {
        for (var group : hall.windowGroups()) {
            var parts = parts(group.id());
            assertThat(parts)
                    .as("windows of %s", group.id())
                    .filteredOn(CheckPart.Quantity.class::isInstance)
                    .extracting(part -> ((CheckPart.Quantity) part).bound().limit())
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(BigDecimal.valueOf(group.windows()));
            assertThat(parts)
                    .as("matters of %s", group.id())
                    .filteredOn(CheckPart.Listed.class::isInstance)
                    .map(CheckPart.Listed.class::cast)
                    .singleElement()
                    .satisfies(list -> {
                        assertThat(list.entries()).isEqualTo(group.matters());
                        assertThat(list.atLeast()).isEqualTo(group.matters().size());
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "departments.institutions, INSTITUTION",
        "departments.stationed, STATIONED",
        "departments.utilities, PUBLIC_UTILITY"
    })
    void all_departments_are_checked(String criterion, Department.Kind kind) {
        assertThat(entries(criterion))
                .containsExactlyElementsOf(hall.departments().stream()
                        .filter(department -> department.kind() == kind)
                        .map(department -> new Option(department.id(), department.name()))
                        .toList());
    }

    @Test
    void the_rules_on_the_wall_are_checked() {
        assertThat(entries("rules.wall"))
                .containsExactlyElementsOf(hall.arrangements().stream()
                        .filter(arrangement -> arrangement.kind() == Arrangement.Kind.WALL_RULE)
                        .map(arrangement -> new Option(arrangement.id(), arrangement.text()))
                        .toList());
    }

    private List<Option> entries(String criterion) {
        return parts(criterion).stream()
                .map(CheckPart.Listed.class::cast)
                .flatMap(list -> list.entries().stream())
                .toList();
    }

    private List<CheckPart> parts(String criterion) {
        return ((Rule.Check) standard.criterion(criterion).orElseThrow().rule()).parts();
    }

    @Test
    void two_windows_for_farmers_are_enough_and_one_is_not() {
        assertThat(findingOfAgriculture("2")).isEqualTo(Finding.MET);
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> findingOfAgriculture("1"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.PART_DOES_NOT_HOLD));
    }

    private @Nullable Finding findingOfAgriculture(String windows) {
        var matters = Set.of(
                "farming",
                "forestry",
                "water",
                "machinery",
                "livestock-and-fishery",
                "poverty",
                "resettlement",
                "sidelines");
        var answer = new Answer.Checked(
                Finding.MET,
                Method.ON_SITE,
                Map.of(
                        "windows", new PartFinding.Measured(new Quantity(new BigDecimal(windows), "个")),
                        "matters", new PartFinding.Present(matters)));
        return Scorer.of(standard, List.of())
                .score(Map.of("windows.agriculture", answer), Sandu.CENTRE)
                .criteria()
                .stream()
                .filter(each -> each.criterion().equals("windows.agriculture"))
                .findFirst()
                .orElseThrow()
                .finding();
    }

    @Test
    void a_bad_rating_is_closed_in_four_steps() {
        assertThat(Sandu.PACK.ratings().getFirst().steps())
                .extracting(Step::id, Step::kind)
                .containsExactly(
                        tuple("contact", Step.Kind.CONTACT),
                        tuple("rectify", Step.Kind.RECTIFY),
                        tuple("call-back", Step.Kind.CALL_BACK),
                        tuple("record", Step.Kind.RECORD));
    }
}
