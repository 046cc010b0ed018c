package cn.zhengping.app.campaigns;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.LocalizedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * 交叉验收的分组抽签: gives every area the one group that reviews it.
 *
 * <p>No group gets its own area, its superior or its subordinate, and pins are kept. Among the draws that are left,
 * those with the fewest mutual pairs are taken; among these, those with the most even load (the smallest maximum, then
 * the smallest sum of squares); among these, the seed decides. {@link DrawSearch} says how far each goal is proved.
 *
 * <p>A draw is on record by its seed: the same request gives the same draw on every machine and in every later release,
 * in whatever order groups, areas and pins are listed.
 */
final class GroupDraw {

    static final int MOST_LOAD = 10_000;

    private GroupDraw() {}

    /**
     * A group that reviews.
     *
     * @param name as messages call it
     * @param home id of the area that it comes from; null for one that comes from none, such as a third party's
     */
    record Group(String id, String name, @Nullable String home) {}

    /**
     * An area that is to be reviewed.
     *
     * @param name as messages call it
     * @param load how many applications there are, 1 to {@value GroupDraw#MOST_LOAD}
     */
    record Area(String id, String name, int load) {}

    /** Lays down that this group reviews this area. A group can have several pins, an area one. */
    record Pin(String group, String area) {}

    /**
     * What is drawn from.
     *
     * @param otherHomes ids of areas that groups come from though nobody reviews them
     * @param isWithin whether the first area, by id, is a subordinate of the second
     */
    record Request(
            List<Group> groups,
            List<Area> areas,
            Set<String> otherHomes,
            BiPredicate<String, String> isWithin,
            List<Pin> pins,
            long seed) {

        Request {
            groups = List.copyOf(groups);
            areas = List.copyOf(areas);
            otherHomes = Set.copyOf(otherHomes);
            pins = List.copyOf(pins);
        }
    }

    /** Why a group reviews an area. */
    enum Reason {
        PINNED,
        DRAWN
    }

    /** A group, by id, reviews an area. */
    record Pair(String group, String area, Reason reason) {}

    /** Two groups, by id, each of which reviews the other's home. */
    record MutualPair(String group, String other) {}

    /**
     * The draw.
     *
     * @param pairs one for each area, by the id of the area
     * @param loads of every group, by id; zero for a group without an area
     * @param mutualPairs those that could not be avoided: no draw that keeps the pins has fewer
     */
    record Result(List<Pair> pairs, SortedMap<String, Integer> loads, List<MutualPair> mutualPairs) {

        Result {
            pairs = List.copyOf(pairs);
            loads = Collections.unmodifiableSortedMap(loads);
            mutualPairs = List.copyOf(mutualPairs);
        }
    }

    /**
     * Draws.
     *
     * @throws PlatformException with a {@code DRAW_} code of {@link CampaignError} if the request contradicts itself or
     *     leaves an area without a group
     */
    static Result draw(Request request) {
        var groups = request.groups().stream()
                .sorted(Comparator.comparing(Group::id))
                .toList();
        var areas =
                request.areas().stream().sorted(Comparator.comparing(Area::id)).toList();
        check(groups, areas, request.otherHomes());
        var pinned = pinned(request, groups, areas);

        var candidates = candidates(groups, areas, pinned, request.isWithin());
        var areaIndex = index(areas, Area::id);
        var homes = groups.stream()
                .mapToInt(group -> areaIndex.getOrDefault(group.home(), DrawSearch.ELSEWHERE))
                .toArray();
        var loads = areas.stream().mapToInt(Area::load).toArray();
        var drawn = new DrawSearch(homes, loads, candidates, request.seed()).best();
        return result(groups, areas, homes, drawn, pinned.keySet());
    }

    private static void check(List<Group> groups, List<Area> areas, Set<String> otherHomes) {
        if (groups.isEmpty()) {
            throw new PlatformException(CampaignError.DRAW_WITHOUT_GROUPS);
        }
        if (areas.isEmpty()) {
            throw new PlatformException(CampaignError.DRAW_WITHOUT_AREAS);
        }
        var areaIndex = index(areas, Area::id);
        for (var i = 0; i < areas.size(); i++) {
            var area = areas.get(i);
            if (i > 0 && area.id().equals(areas.get(i - 1).id())) {
                throw new PlatformException(CampaignError.DRAW_DUPLICATE_AREA, area.name(), area.id());
            }
            if (area.load() < 1 || area.load() > MOST_LOAD) {
                throw new PlatformException(CampaignError.DRAW_LOAD_OUT_OF_RANGE, area.name(), area.load(), MOST_LOAD);
            }
        }
        for (var i = 0; i < groups.size(); i++) {
            var group = groups.get(i);
            if (i > 0 && group.id().equals(groups.get(i - 1).id())) {
                throw new PlatformException(CampaignError.DRAW_DUPLICATE_GROUP, group.name(), group.id());
            }
            var home = group.home();
            if (home != null && !areaIndex.containsKey(home) && !otherHomes.contains(home)) {
                throw new PlatformException(CampaignError.DRAW_UNKNOWN_HOME, group.name(), home);
            }
        }
    }

    /** The index of the pinned group, by the index of its area. */
    private static Map<Integer, Integer> pinned(Request request, List<Group> groups, List<Area> areas) {
        var groupIndex = index(groups, Group::id);
        var areaIndex = index(areas, Area::id);
        var pinned = new HashMap<Integer, Integer>();
        var pins = request.pins().stream()
                .distinct()
                .sorted(Comparator.comparing(Pin::area).thenComparing(Pin::group))
                .toList();
        for (var pin : pins) {
            var group = groupIndex.get(pin.group());
            if (group == null) {
                throw new PlatformException(CampaignError.DRAW_PIN_UNKNOWN_GROUP, pin.group());
            }
            var area = areaIndex.get(pin.area());
            if (area == null) {
                throw new PlatformException(CampaignError.DRAW_PIN_UNKNOWN_AREA, pin.area());
            }
            var before = pinned.put(area, group);
            if (before != null) {
                throw new PlatformException(
                        CampaignError.DRAW_AREA_PINNED_TWICE,
                        areas.get(area).name(),
                        groups.get(before).name(),
                        groups.get(group).name());
            }
            var objection = objection(groups.get(group), areas.get(area), request.isWithin());
            if (objection != null) {
                throw new PlatformException(
                        objection, groups.get(group).name(), areas.get(area).name());
            }
        }
        return pinned;
    }

    /** Why the group may not review the area, in terms of a pin that wants it to; null if it may. */
    private static @Nullable CampaignError objection(Group group, Area area, BiPredicate<String, String> isWithin) {
        var home = group.home();
        if (home == null) {
            return null;
        }
        if (home.equals(area.id())) {
            return CampaignError.DRAW_PIN_OWN_AREA;
        }
        if (isWithin.test(home, area.id())) {
            return CampaignError.DRAW_PIN_SUPERIOR;
        }
        return isWithin.test(area.id(), home) ? CampaignError.DRAW_PIN_SUBORDINATE : null;
    }

    /** For each area the groups that may get it. */
    private static int[][] candidates(
            List<Group> groups, List<Area> areas, Map<Integer, Integer> pinned, BiPredicate<String, String> isWithin) {
        var candidates = new int[areas.size()][];
        var orphans = new ArrayList<String>();
        for (var a = 0; a < candidates.length; a++) {
            var area = areas.get(a);
            var pin = pinned.get(a);
            candidates[a] = pin != null
                    ? new int[] {pin}
                    : IntStream.range(0, groups.size())
                            .filter(g -> objection(groups.get(g), area, isWithin) == null)
                            .toArray();
            if (candidates[a].length == 0) {
                orphans.add(area.name());
            }
        }
        if (!orphans.isEmpty()) {
            throw new PlatformException(
                    CampaignError.DRAW_AREA_WITHOUT_GROUP,
                    new LocalizedText(String.join("、", orphans), String.join(", ", orphans)));
        }
        return candidates;
    }

    private static Result result(
            List<Group> groups, List<Area> areas, int[] homes, int[] groupOf, Set<Integer> pinned) {
        var pairs = new ArrayList<Pair>();
        var mutualPairs = new ArrayList<MutualPair>();
        var loads = new TreeMap<String, Integer>();
        groups.forEach(group -> loads.put(group.id(), 0));
        for (var a = 0; a < groupOf.length; a++) {
            var group = groups.get(groupOf[a]).id();
            pairs.add(new Pair(group, areas.get(a).id(), pinned.contains(a) ? Reason.PINNED : Reason.DRAWN));
            loads.merge(group, areas.get(a).load(), Integer::sum);
            var home = homes[groupOf[a]];
            if (home > a && homes[groupOf[home]] == a) {
                mutualPairs.add(new MutualPair(group, groups.get(groupOf[home]).id()));
            }
        }
        return new Result(pairs, loads, mutualPairs);
    }

    private static <T> Map<String, Integer> index(List<T> all, Function<T, String> id) {
        var index = new HashMap<String, Integer>();
        for (var i = 0; i < all.size(); i++) {
            index.put(id.apply(all.get(i)), i);
        }
        return index;
    }
}
