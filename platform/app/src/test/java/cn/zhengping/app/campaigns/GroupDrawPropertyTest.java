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
import cn.zhengping.app.errors.PlatformException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GroupDrawPropertyTest {

    private static final Comparator<Quality> BEST_FIRST = Comparator.comparingInt(Quality::mutualPairs)
            .thenComparingLong(Quality::maximum)
            .thenComparingLong(Quality::squares);

    @Property(tries = 600)
    void a_small_draw_is_the_best_there_is(@ForAll("small") Request request) {
        var best =
                allDraws(request).stream().map(draw -> quality(request, draw)).min(BEST_FIRST);

        if (best.isEmpty()) {
            var failure = catchThrowableOfType(PlatformException.class, () -> GroupDraw.draw(request));
            assertThat(failure.code()).isEqualTo(CampaignError.DRAW_AREA_WITHOUT_GROUP);
        } else {
            assertThat(quality(request, groupByArea(request))).isEqualTo(best.get());
        }
    }

    @Property(tries = 60)
    void every_best_draw_has_a_seed(@ForAll("tiny") Request request) {
        var draws = allDraws(request);
        Assume.that(!draws.isEmpty());
        var best = draws.stream()
                .map(draw -> quality(request, draw))
                .min(BEST_FIRST)
                .orElseThrow();
        var wanted = draws.stream()
                .filter(draw -> quality(request, draw).equals(best))
                .collect(Collectors.toSet());

        var drawn = new HashSet<Map<String, String>>();
        for (var seed = 0; seed < 20 * wanted.size(); seed++) {
            drawn.add(groupByArea(new Request(
                    request.groups(),
                    request.areas(),
                    request.otherHomes(),
                    request.isWithin(),
                    request.pins(),
                    seed)));
        }

        assertThat(drawn).isEqualTo(wanted);
    }

    @Property(tries = 300)
    void rules_and_pins_are_kept_and_the_explanation_is_true(@ForAll("any") Request request) {
        Assume.that(isSolvable(request));
        var result = GroupDraw.draw(request);

        assertThat(result.pairs().stream().map(Pair::area))
                .containsExactlyElementsOf(
                        request.areas().stream().map(Area::id).sorted().toList());
        var pinned = request.pins().stream().map(Pin::area).collect(Collectors.toSet());
        var loads = new HashMap<String, Integer>();
        request.groups().forEach(group -> loads.put(group.id(), 0));
        var areaLoads = request.areas().stream().collect(Collectors.toMap(Area::id, Area::load));
        for (var pair : result.pairs()) {
            assertThat(choices(request, pair.area()).stream().map(Group::id)).contains(pair.group());
            assertThat(pair.reason()).isEqualTo(pinned.contains(pair.area()) ? Reason.PINNED : Reason.DRAWN);
            loads.merge(pair.group(), areaLoads.get(pair.area()), Integer::sum);
        }
        assertThat(result.loads()).isEqualTo(loads);
        var named = result.mutualPairs().stream()
                .map(GroupDrawPropertyTest::unordered)
                .toList();
        assertThat(named).doesNotHaveDuplicates();
        assertThat(Set.copyOf(named)).isEqualTo(mutualPairs(request, groupByArea(request)));
    }

    @Property(tries = 150)
    void the_order_in_which_things_are_listed_does_not_matter(@ForAll("any") Request request, @ForAll Random random) {
        Assume.that(isSolvable(request));
        var shuffled = new Request(
                shuffled(request.groups(), random),
                shuffled(request.areas(), random),
                request.otherHomes(),
                request.isWithin(),
                shuffled(request.pins(), random),
                request.seed());

        assertThat(GroupDraw.draw(shuffled)).isEqualTo(GroupDraw.draw(request));
    }

    @Property(tries = 150)
    void no_mutual_pair_can_be_dissolved_at_any_size(@ForAll("any") Request request) {
        Assume.that(isSolvable(request));

        assertThat(GroupDraw.draw(request).mutualPairs()).hasSize(unavoidable(request));
    }

    @Provide
    Arbitrary<Request> tiny() {
        return requests(3, 4, 3);
    }

    @Provide
    Arbitrary<Request> small() {
        return Arbitraries.oneOf(requests(6, 6, 5), requests(4, 8, 9), requests(5, 7, 1));
    }

    @Provide
    Arbitrary<Request> any() {
        return Arbitraries.oneOf(requests(8, 8, 9), requests(5, 20, 30), requests(25, 25, 9));
    }

    /** Areas in a forest; groups from some of them, or from none; some areas pinned to a group that may get them. */
    private static Arbitrary<Request> requests(int mostGroups, int mostAreas, int mostLoad) {
        var numbers = Arbitraries.integers().between(0, 99).list();
        return Combinators.combine(
                        Arbitraries.integers()
                                .between(-1, mostAreas)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(mostGroups),
                        Arbitraries.integers()
                                .between(1, mostLoad)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(mostAreas),
                        numbers.ofSize(mostAreas),
                        numbers.ofSize(mostAreas),
                        Arbitraries.longs())
                .as(GroupDrawPropertyTest::request);
    }

    private static Request request(
            List<Integer> homes, List<Integer> loads, List<Integer> parents, List<Integer> pinned, long seed) {
        var groups = new ArrayList<Group>();
        for (var i = 0; i < homes.size(); i++) {
            groups.add(new Group("g" + i, "g" + i, homes.get(i) < 0 ? null : "a" + homes.get(i)));
        }
        var areas = new ArrayList<Area>();
        for (var i = 0; i < loads.size(); i++) {
            areas.add(new Area("a" + i, "a" + i, loads.get(i)));
        }
        var otherHomes = groups.stream()
                .map(Group::home)
                .filter(home -> home != null
                        && areas.stream().noneMatch(area -> area.id().equals(home)))
                .collect(Collectors.toSet());
        // A third of the areas lies within one with a lower number.
        var within = new HashMap<String, Set<String>>();
        for (var i = 0; i < parents.size(); i++) {
            var above = new HashSet<String>();
            if (i > 0 && parents.get(i) < 33) {
                var parent = "a" + parents.get(i) % i;
                above.add(parent);
                above.addAll(within.getOrDefault(parent, Set.of()));
            }
            within.put("a" + i, above);
        }
        var free = new Request(
                groups,
                areas,
                otherHomes,
                (area, other) -> within.getOrDefault(area, Set.of()).contains(other),
                List.of(),
                seed);
        var pins = new ArrayList<Pin>();
        for (var i = 0; i < areas.size(); i++) {
            var number = pinned.get(i);
            if (number < 25
                    && may(
                            free,
                            groups.get(number % groups.size()),
                            areas.get(i).id())) {
                pins.add(new Pin(
                        groups.get(number % groups.size()).id(), areas.get(i).id()));
            }
        }
        return new Request(groups, areas, otherHomes, free.isWithin(), pins, seed);
    }

    private static boolean may(Request request, Group group, String area) {
        var home = group.home();
        return home == null
                || !(home.equals(area)
                        || request.isWithin().test(home, area)
                        || request.isWithin().test(area, home));
    }

    /** The groups that rules and pins leave for an area. */
    private static List<Group> choices(Request request, String area) {
        return request.groups().stream()
                .filter(group -> may(request, group, area))
                .filter(group -> request.pins().stream()
                        .allMatch(pin -> !pin.area().equals(area) || pin.group().equals(group.id())))
                .toList();
    }

    private static boolean isSolvable(Request request) {
        return request.areas().stream()
                .noneMatch(area -> choices(request, area.id()).isEmpty());
    }

    /** Every way to keep rules and pins: group by area. */
    private static List<Map<String, String>> allDraws(Request request) {
        var draws = List.of(Map.<String, String>of());
        for (var area : request.areas()) {
            var longer = new ArrayList<Map<String, String>>();
            for (var draw : draws) {
                for (var group : choices(request, area.id())) {
                    var more = new HashMap<>(draw);
                    more.put(area.id(), group.id());
                    longer.add(more);
                }
            }
            draws = longer;
        }
        return draws;
    }

    private record Quality(int mutualPairs, long maximum, long squares) {}

    private static Quality quality(Request request, Map<String, String> draw) {
        var loads = new HashMap<String, Long>();
        for (var area : request.areas()) {
            loads.merge(draw.get(area.id()), (long) area.load(), Long::sum);
        }
        return new Quality(
                mutualPairs(request, draw).size(),
                Collections.max(loads.values()),
                loads.values().stream().mapToLong(load -> load * load).sum());
    }

    private static Set<Set<String>> mutualPairs(Request request, Map<String, String> draw) {
        var pairs = new HashSet<Set<String>>();
        for (var one : request.groups()) {
            for (var other : request.groups()) {
                if (!one.equals(other) && reviewsHomeOf(draw, one, other) && reviewsHomeOf(draw, other, one)) {
                    pairs.add(Set.of(one.id(), other.id()));
                }
            }
        }
        return pairs;
    }

    private static boolean reviewsHomeOf(Map<String, String> draw, Group one, Group other) {
        return other.home() != null && one.id().equals(draw.get(other.home()));
    }

    private static Set<String> unordered(MutualPair pair) {
        return Set.of(pair.group(), pair.other());
    }

    /**
     * Counted another way than the draw does: areas point to the homes of the groups that they can get; where a set of
     * areas reach each other, reach nothing else, and have no way round longer than there and back, a pair is forced.
     */
    private static int unavoidable(Request request) {
        var next = new HashMap<String, Set<String>>();
        for (var area : request.areas()) {
            next.put(
                    area.id(),
                    choices(request, area.id()).stream()
                            .map(group -> Objects.requireNonNullElse(group.home(), "elsewhere"))
                            .collect(Collectors.toSet()));
        }
        var reach = new HashMap<String, Set<String>>();
        next.forEach((area, direct) -> {
            var seen = new HashSet<>(direct);
            var todo = new ArrayList<>(direct);
            while (!todo.isEmpty()) {
                next.getOrDefault(todo.removeLast(), Set.of()).stream()
                        .filter(seen::add)
                        .forEach(todo::add);
            }
            reach.put(area, seen);
        });
        return (int) reach.entrySet().stream()
                .filter(entry -> entry.getValue().stream()
                        .allMatch(to -> reach.getOrDefault(to, Set.of()).contains(entry.getKey())))
                .map(Map.Entry::getValue)
                .distinct()
                .filter(areas -> isTree(areas, next))
                .count();
    }

    private static boolean isTree(Set<String> areas, Map<String, Set<String>> next) {
        var ways = 0;
        for (var area : areas) {
            for (var to : next.getOrDefault(area, Set.of())) {
                ways++;
                if (!next.getOrDefault(to, Set.of()).contains(area)) {
                    return false;
                }
            }
        }
        return ways == 2 * (areas.size() - 1);
    }

    private static Map<String, String> groupByArea(Request request) {
        return GroupDraw.draw(request).pairs().stream().collect(Collectors.toMap(Pair::area, Pair::group));
    }

    private static <T> List<T> shuffled(List<T> list, Random random) {
        var copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return copy;
    }
}
