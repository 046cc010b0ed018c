package cn.zhengping.app.campaigns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.app.campaigns.GroupDraw.Area;
import cn.zhengping.app.campaigns.GroupDraw.Group;
import cn.zhengping.app.campaigns.GroupDraw.MutualPair;
import cn.zhengping.app.campaigns.GroupDraw.Pair;
import cn.zhengping.app.campaigns.GroupDraw.Pin;
import cn.zhengping.app.campaigns.GroupDraw.Reason;
import cn.zhengping.app.campaigns.GroupDraw.Request;
import cn.zhengping.app.campaigns.GroupDraw.Result;
import cn.zhengping.app.errors.PlatformException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupDrawTest {

    private static final List<Area> AREAS =
            List.of(new Area("510903", "船山区", 1), new Area("510904", "安居区", 1), new Area("510903100", "永兴镇", 1));

    /** Section 三 of the notice: whence each group comes, and what it reviews. */
    private static final String[][] SUINING = {
        {"第一组", "蓬溪县", "船山区"},
        {"第二组", "船山区", "安居区"},
        {"第三组", "遂宁经开区", "射洪市"},
        {"第四组", "安居区", "蓬溪县"},
        {"第五组", "射洪市", "大英县"},
        {"第六组", "市河东新区", "遂宁经开区"},
        {"第七组", "遂宁高新区", "市河东新区"},
        {"第八组", "大英县", "遂宁高新区"},
    };

    @Test
    void the_table_of_suining_can_be_laid_down_by_pins() {
        var result = suining(1, pinsOf(SUINING));

        assertThat(result.pairs())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 8)
                        .mapToObj(i -> new Pair(SUINING[i][0], SUINING[i][2], Reason.PINNED))
                        .toList());
        assertThat(result.mutualPairs()).isEmpty();
        assertThat(result.loads())
                .hasSize(8)
                .allSatisfy((group, load) -> assertThat(load).isOne());
    }

    @Test
    void the_table_of_suining_is_one_of_the_draws() {
        var printed = IntStream.range(0, 8).boxed().collect(Collectors.toMap(i -> SUINING[i][2], i -> SUINING[i][0]));
        var half = pinsOf(SUINING).subList(0, 4);

        assertThat(IntStream.range(0, 60).mapToObj(seed -> groupByArea(suining(seed, half))))
                .contains(printed);
    }

    @Test
    void suining_draws_without_mutual_pairs_whatever_the_seed() {
        var draws = IntStream.range(0, 200)
                .mapToObj(seed -> suining(seed, List.of()))
                .toList();

        assertThat(draws).allSatisfy(draw -> {
            assertThat(draw.mutualPairs()).isEmpty();
            assertThat(draw.loads().values()).containsOnly(1);
            for (var row : SUINING) {
                assertThat(draw.pairs()).doesNotContain(new Pair(row[0], row[1], Reason.DRAWN));
            }
        });
        assertThat(draws.stream().distinct()).hasSizeGreaterThan(190);
    }

    /** If this fails, draws that are on record can no longer be done again. */
    @Test
    void a_recorded_seed_gives_the_recorded_draw() {
        assertThat(groupByArea(suining(20231110, List.of())))
                .isEqualTo(Map.of(
                        "大英县", "第七组", "安居区", "第五组", "射洪市", "第六组", "市河东新区", "第八组", "船山区", "第三组", "蓬溪县", "第四组", "遂宁经开区",
                        "第一组", "遂宁高新区", "第二组"));
        assertThat(hashOf(suining(-1, List.of(new Pin("第一组", "船山区"))))).isEqualTo(34438597);
        assertThat(hashOf(GroupDraw.draw(province(21, 2)))).isEqualTo(957219088);
        var manyAreas = province(3, Long.MIN_VALUE);
        var fewGroups = new Request(
                manyAreas.groups().subList(0, 12),
                manyAreas.areas(),
                Set.of(),
                GroupDrawTest::isWithin,
                List.of(),
                manyAreas.seed());
        assertThat(hashOf(GroupDraw.draw(fewGroups))).isEqualTo(1304762055);
    }

    @Test
    void the_numbers_are_those_of_splitmix64() {
        var numbers = new SplitMix64(1234567);
        var reference = new SplittableRandom(1234567);

        assertThat(numbers.next()).isEqualTo(6457827717110365317L).isEqualTo(reference.nextLong());
        for (var i = 0; i < 100; i++) {
            assertThat(numbers.next()).isEqualTo(reference.nextLong());
            assertThat(numbers.below(7)).isBetween(0, 6);
            reference.nextLong();
        }
    }

    @Test
    void each_best_draw_is_as_likely_as_the_other() {
        var counts = new HashMap<Map<String, String>, Integer>();
        for (var seed = 0; seed < 600; seed++) {
            counts.merge(groupByArea(GroupDraw.draw(ring(4, seed))), 1, Integer::sum);
        }

        // Four groups in one circle: 3! ways.
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(70, 130));
    }

    @Test
    void twenty_one_groups_meet_each_area_equally_often() {
        var counts = new HashMap<Pair, Integer>();
        for (var seed = 0; seed < 2_000; seed++) {
            GroupDraw.draw(ring(21, seed)).pairs().forEach(pair -> counts.merge(pair, 1, Integer::sum));
        }

        // 100 expected, standard deviation 10.
        assertThat(counts).hasSize(21 * 20);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(50, 150));
    }

    @Test
    void a_province_draws_one_area_for_each_group_over_its_cities_and_counties() {
        for (var cities = 2; cities <= 21; cities++) {
            var request = province(cities, 5);
            var result = GroupDraw.draw(request);

            assertThat(result.mutualPairs()).isEmpty();
            assertThat(result.pairs().stream().map(Pair::group))
                    .hasSize(cities * 10)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void two_areas_cannot_avoid_reviewing_each_other_and_the_draw_says_so() {
        assertThat(GroupDraw.draw(ring(2, 1)).mutualPairs()).containsExactly(new MutualPair("g01", "g00"));
    }

    @Test
    void a_mutual_pair_that_pins_force_is_kept_and_named() {
        var pins = List.of(new Pin("第一组", "船山区"), new Pin("第二组", "蓬溪县"));

        assertThat(suining(3, pins).mutualPairs()).containsExactly(new MutualPair("第一组", "第二组"));
    }

    @Test
    void avoiding_a_mutual_pair_comes_before_an_even_load() {
        var groups = List.of(group("a", "A"), group("b", "B"), new Group("x", "x", null));
        var areas = List.of(new Area("A", "A", 5), new Area("B", "B", 5), new Area("C", "C", 10));
        var request = new Request(groups, areas, Set.of(), GroupDrawTest::sideBySide, List.of(new Pin("x", "C")), 1);

        var result = GroupDraw.draw(request);

        assertThat(result.mutualPairs()).isEmpty();
        assertThat(result.loads().get("x")).isEqualTo(15);
    }

    @Test
    void loads_are_shared_evenly_when_there_are_more_areas_than_groups() {
        var groups = List.of(new Group("x", "x", null), new Group("y", "y", null), new Group("z", "z", null));
        var areas = new ArrayList<Area>();
        for (var load : new int[] {9, 8, 7, 6, 5, 4, 3, 2, 1}) {
            areas.add(new Area("a" + load, "a", load));
        }

        assertThat(GroupDraw.draw(new Request(groups, areas, Set.of(), GroupDrawTest::sideBySide, List.of(), 1))
                        .loads()
                        .values())
                .containsOnly(15);
    }

    @Test
    void an_even_split_is_found_however_well_it_is_hidden() {
        var random = new SplittableRandom(1);
        var groups =
                Stream.of("w", "x", "y", "z").map(id -> new Group(id, id, null)).toList();
        for (var round = 0; round < 20; round++) {
            var areas = new ArrayList<Area>();
            for (var group = 0; group < 4; group++) {
                var cuts = random.ints(3, 1, 9_000).sorted().toArray();
                for (var load : new int[] {cuts[0], cuts[1] - cuts[0] + 1, cuts[2] - cuts[1] + 1, 9_998 - cuts[2]}) {
                    areas.add(new Area("a" + areas.size(), "a", load));
                }
            }

            assertThat(GroupDraw.draw(new Request(groups, areas, Set.of(), GroupDrawTest::sideBySide, List.of(), round))
                            .loads()
                            .values())
                    .containsOnly(10_000);
        }
    }

    @Test
    void a_group_can_be_left_without_an_area() {
        var groups = List.of(group("a", "A"), group("b", "B"), new Group("x", "x", null));
        var areas = List.of(new Area("A", "A", 3));

        assertThat(GroupDraw.draw(new Request(groups, areas, Set.of("B"), GroupDrawTest::sideBySide, List.of(), 1))
                        .loads())
                .hasSize(3)
                .containsEntry("a", 0)
                .satisfies(loads -> assertThat(loads.values()).containsOnlyOnce(3));
    }

    @Test
    void superiors_and_subordinates_are_kept_apart_even_where_nobody_reviews_the_home() {
        var groups = List.of(group("city", "51"), group("town", "510901"), group("far", "43"));
        var areas = List.of(new Area("5109", "county", 1), new Area("4301", "farther", 1));

        for (var seed = 0; seed < 20; seed++) {
            var request =
                    new Request(groups, areas, Set.of("51", "510901", "43"), GroupDrawTest::isWithin, List.of(), seed);
            assertThat(groupByArea(GroupDraw.draw(request)))
                    .containsEntry("5109", "far")
                    .hasEntrySatisfying("4301", group -> assertThat(group).isIn("city", "town"));
        }
    }

    @Test
    void a_draw_needs_groups_and_areas() {
        refused(
                new Request(
                        List.of(), List.of(new Area("A", "A", 1)), Set.of(), GroupDrawTest::sideBySide, List.of(), 1),
                CampaignError.DRAW_WITHOUT_GROUPS,
                "没有验收小组，无法抽签。请先组建小组。",
                "There is no review group, so nothing can be drawn. Form the groups first.");
        refused(
                new Request(List.of(group("a", "A")), List.of(), Set.of("A"), GroupDrawTest::sideBySide, List.of(), 1),
                CampaignError.DRAW_WITHOUT_AREAS,
                "没有要验收的区域，无法抽签。请至少列入一个区域。",
                "There is no area to review, so nothing can be drawn. List at least one.");
    }

    @Test
    void an_id_is_listed_once() {
        refused(
                request(List.of(), List.of(AREAS.get(0), AREAS.get(1), new Area("510903", "船山区", 2))),
                CampaignError.DRAW_DUPLICATE_AREA,
                "区域“船山区”（编号 510903）列了不止一次。请只保留一项。",
                "The area \"船山区\" (id 510903) is listed more than once. List it once.");
        var twice = List.of(new Group("1", "第一组", "510903"), new Group("1", "第一组", "510904"));
        refused(
                new Request(twice, AREAS, Set.of(), GroupDrawTest::sideBySide, List.of(), 1),
                CampaignError.DRAW_DUPLICATE_GROUP,
                "小组“第一组”（编号 1）列了不止一次。请只保留一项。",
                "The group \"第一组\" (id 1) is listed more than once. List it once.");
    }

    @Test
    void a_load_has_bounds() {
        for (var load : new int[] {Integer.MIN_VALUE, 0, 10_001}) {
            refused(
                    request(List.of(), List.of(new Area("510903", "船山区", load))),
                    CampaignError.DRAW_LOAD_OUT_OF_RANGE,
                    "“船山区”的申报数为 " + load + "，应在 1 到 10000 之间。没有申报的区域请不要列入抽签。",
                    "\"船山区\" has " + load
                            + " applications; a draw takes areas with 1 to 10000. Leave out an area that has none.");
        }
    }

    @Test
    void an_unknown_home_is_refused() {
        refused(
                new Request(
                        List.of(new Group("1", "第一组", "519999")),
                        List.of(new Area("510903", "船山区", 1)),
                        Set.of("510904"),
                        GroupDrawTest::sideBySide,
                        List.of(),
                        1),
                CampaignError.DRAW_UNKNOWN_HOME,
                "“第一组”所在区域的编号 519999 不在已知区域之内。请改正该小组的所在区域。",
                "\"第一组\" comes from the area 519999, which is not known. Correct the group's home.");
    }

    @Test
    void a_pin_names_a_group_and_an_area_of_the_draw() {
        refused(
                request(List.of(new Pin("9", "510903")), AREAS),
                CampaignError.DRAW_PIN_UNKNOWN_GROUP,
                "指定中的小组编号 9 不在本次抽签的小组之内。请改正编号，或先把该小组列入抽签。",
                "A pin names the group 9, which is not in the draw. Correct the id, or add the group first.");
        refused(
                request(List.of(new Pin("1", "519999")), AREAS),
                CampaignError.DRAW_PIN_UNKNOWN_AREA,
                "指定中的区域编号 519999 不在本次抽签的区域之内。请改正编号，或先把该区域列入抽签。",
                "A pin names the area 519999, which is not in the draw. Correct the id, or add the area first.");
    }

    @Test
    void an_area_is_pinned_once() {
        refused(
                request(List.of(new Pin("1", "510904"), new Pin("3", "510904")), AREAS),
                CampaignError.DRAW_AREA_PINNED_TWICE,
                "“安居区”被同时指定给“第一组”和“第三组”，一个区域只能由一个小组验收。请只保留一项指定。",
                "\"安居区\" is pinned both to \"第一组\" and to \"第三组\", but an area is reviewed by one group."
                        + " Keep one of the pins.");
    }

    @Test
    void a_pin_keeps_the_hard_rules() {
        refused(
                request(List.of(new Pin("1", "510903")), AREAS),
                CampaignError.DRAW_PIN_OWN_AREA,
                "“第一组”来自“船山区”，不能验收本区域。请取消或改动这项指定。",
                "\"第一组\" comes from \"船山区\" and may not review its own area. Remove or change the pin.");
        refused(
                request(List.of(new Pin("3", "510903")), AREAS),
                CampaignError.DRAW_PIN_SUPERIOR,
                "“船山区”是“第三组”所在区域的上级，不能由该小组验收。请取消或改动这项指定。",
                "\"船山区\" is a superior of the area that \"第三组\" comes from, so the group may not review it."
                        + " Remove or change the pin.");
        refused(
                request(List.of(new Pin("1", "510903100")), AREAS),
                CampaignError.DRAW_PIN_SUBORDINATE,
                "“永兴镇”是“第一组”所在区域的下级，不能由该小组验收。请取消或改动这项指定。",
                "\"永兴镇\" is a subordinate of the area that \"第一组\" comes from, so the group may not review it."
                        + " Remove or change the pin.");
    }

    @Test
    void areas_that_no_group_may_review_are_all_named() {
        var groups = List.of(new Group("1", "第一组", "510903"), new Group("3", "第三组", "510903100"));
        refused(
                new Request(groups, AREAS, Set.of(), GroupDrawTest::isWithin, List.of(), 1),
                CampaignError.DRAW_AREA_WITHOUT_GROUP,
                "没有小组可以验收船山区、永兴镇：所有小组都来自该区域本身或其上下级。请增加来自其他区域的小组。",
                "No group may review 船山区, 永兴镇: every group comes from there, from a superior or from a subordinate."
                        + " Add a group from elsewhere.");
    }

    private static void refused(Request request, CampaignError code, String chinese, String english) {
        var failure = catchThrowableOfType(PlatformException.class, () -> GroupDraw.draw(request));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.said().in(Locale.CHINESE)).isEqualTo(chinese);
        assertThat(failure.said().in(Locale.ENGLISH)).isEqualTo(english);
    }

    private static Request request(List<Pin> pins, List<Area> areas) {
        var groups = List.of(
                new Group("1", "第一组", "510903"), new Group("2", "第二组", "510904"), new Group("3", "第三组", "510903100"));
        return new Request(groups, areas, Set.of("510903", "510904", "510903100"), GroupDrawTest::isWithin, pins, 1);
    }

    private static boolean sideBySide(String area, String other) {
        return false;
    }

    private static boolean isWithin(String area, String other) {
        return area.startsWith(other) && !area.equals(other);
    }

    private static Result suining(long seed, List<Pin> pins) {
        var groups = new ArrayList<Group>();
        var areas = new ArrayList<Area>();
        for (var row : SUINING) {
            groups.add(new Group(row[0], row[0], row[1]));
            areas.add(new Area(row[2], row[2], 1));
        }
        return GroupDraw.draw(new Request(groups, areas, Set.of(), GroupDrawTest::sideBySide, pins, seed));
    }

    private static List<Pin> pinsOf(String[][] table) {
        return Arrays.stream(table).map(row -> new Pin(row[0], row[2])).toList();
    }

    /** As many groups as areas, one from each, of equal rank. */
    private static Request ring(int size, long seed) {
        var groups = new ArrayList<Group>();
        var areas = new ArrayList<Area>();
        for (var i = 0; i < size; i++) {
            var id = "%02d".formatted(i);
            groups.add(group("g" + id, "a" + id));
            areas.add(new Area("a" + id, id, 1 + i % 3));
        }
        return new Request(groups, areas, Set.of(), GroupDrawTest::sideBySide, List.of(), seed);
    }

    /** Cities with nine counties each; a group from every city and every county. */
    private static Request province(int cities, long seed) {
        var groups = new ArrayList<Group>();
        var areas = new ArrayList<Area>();
        for (var i = 0; i < cities * 10; i++) {
            var id = "51%02d".formatted(i / 10) + (i % 10 == 0 ? "" : "%02d".formatted(i % 10));
            groups.add(group("g" + id, id));
            areas.add(new Area(id, id, 1 + i * 7 % 41));
        }
        return new Request(groups, areas, Set.of(), GroupDrawTest::isWithin, List.of(), seed);
    }

    private static Group group(String id, String home) {
        return new Group(id, id, home);
    }

    private static int hashOf(Result result) {
        return groupByArea(result).toString().hashCode();
    }

    private static Map<String, String> groupByArea(Result result) {
        var groups = new TreeMap<String, String>();
        result.pairs().forEach(pair -> groups.put(pair.area(), pair.group()));
        return groups;
    }
}
