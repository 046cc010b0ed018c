package cn.zhengping.app.campaigns;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Finds a best draw, over indices of groups and areas.
 *
 * <ol>
 *   <li>Each area gets a group with little load so far.
 *   <li>Mutual pairs are dissolved along augmenting paths. This leaves as few as there can be, at any size.
 *   <li>A local search evens out the load without a further mutual pair. It stops at a load that nothing can beat, as it
 *       is soon reached where each group gets one area.
 *   <li>All best draws are listed and one is taken, each as likely as the other; the load is then proved to be the most
 *       even one. The list is always completed where rules and pins leave up to a million draws, good or bad. It is not
 *       begun where nothing can beat the load anyway and it would be long.
 *   <li>Without a list, a random walk over draws as good as the best one found makes the choice.
 * </ol>
 *
 * <p>All arithmetic is in whole numbers and all limits are counts of steps, so that nothing depends on the machine. To
 * change a number here, or the order in which random numbers are used, is to change draws that are on record.
 */
final class DrawSearch {

    /** The home of a group that comes from no area of the draw. */
    static final int ELSEWHERE = -1;

    private static final int NOBODY = -1;
    private static final int LONGEST_CHAIN = 3;
    private static final int STEPS_PER_AREA = 5_000;
    private static final int MOST_STEPS = 1_000_000;
    private static final int WALK_PER_AREA = 200;

    /** With more of them, draws that nothing can beat are too many to be listed for the sake of an even chance. */
    private static final int MOST_AREAS_FOR_CHANCE = 8;

    /** More than the nodes of a tree with a million leaves that branches in two or more. */
    private static final int MOST_TRIED = 2_000_000;

    private final int[] homes;
    private final int[] areaLoads;
    private final int[][] candidates;
    private final BitSet[] isCandidate;
    private final int[] order;
    private final SplitMix64 random;

    private final int[] groupOf;
    private final long[] groupLoads;
    private long squares;
    private int mutualPairs;

    private final long leastSquares;
    private final long[] squaresFrom;
    private final long[] loadFrom;
    private int fewestMutualPairs;
    private int[] best;
    private long bestMaximum = Long.MAX_VALUE;
    private long bestSquares = Long.MAX_VALUE;
    private int found;
    private int tried;

    /**
     * Takes what to draw from.
     *
     * @param homes of each group the area that it comes from, or {@link #ELSEWHERE}
     * @param areaLoads of each area
     * @param candidates for each area the groups that may get it, at least one, none of them at home there
     */
    DrawSearch(int[] homes, int[] areaLoads, int[][] candidates, long seed) {
        this.homes = homes;
        this.areaLoads = areaLoads;
        this.candidates = candidates;
        isCandidate = Arrays.stream(candidates)
                .map(groups -> {
                    var set = new BitSet(homes.length);
                    Arrays.stream(groups).forEach(set::set);
                    return set;
                })
                .toArray(BitSet[]::new);
        random = new SplitMix64(seed);
        groupOf = new int[areaLoads.length];
        Arrays.fill(groupOf, NOBODY);
        groupLoads = new long[homes.length];
        best = groupOf.clone();
        leastSquares = leastSquares();
        // Areas without a choice first, then the heaviest: so little is left open when a partial draw has to be judged.
        order = IntStream.range(0, areaLoads.length)
                .boxed()
                .sorted(Comparator.comparing((Integer area) -> candidates[area].length > 1)
                        .thenComparingInt(area -> -areaLoads[area]))
                .mapToInt(Integer::intValue)
                .toArray();
        squaresFrom = new long[order.length + 1];
        loadFrom = new long[order.length + 1];
        for (var position = order.length - 1; position >= 0; position--) {
            long load = areaLoads[order[position]];
            squaresFrom[position] = squaresFrom[position + 1] + load * load;
            loadFrom[position] = loadFrom[position + 1] + load;
        }
    }

    /** For each area the group that gets it. */
    int[] best() {
        assignGreedily();
        dissolveMutualPairs();
        fewestMutualPairs = mutualPairs;
        evenOut();
        var choices =
                Arrays.stream(candidates).filter(groups -> groups.length > 1).count();
        var tooMany = isUnbeatable() && choices > MOST_AREAS_FOR_CHANCE;
        if (tooMany || !listAllBest()) {
            walkAmongBest();
        }
        return best;
    }

    private void assignGreedily() {
        for (var area : order) {
            var lightest = NOBODY;
            var ties = 0;
            for (var group : candidates[area]) {
                if (lightest == NOBODY || groupLoads[group] < groupLoads[lightest]) {
                    lightest = group;
                    ties = 1;
                } else if (groupLoads[group] == groupLoads[lightest] && random.below(++ties) == 0) {
                    lightest = group;
                }
            }
            assign(area, lightest);
        }
    }

    /**
     * Let an area point to the home of its group; a mutual pair is two areas that point to each other. From such a pair
     * a path leads against the pointers to an area that can point out of it, or into it at some distance: pointing along
     * that path dissolves the pair and makes no other. If there is none, then the areas reached can only point to their
     * neighbours in a tree, and whatever they choose, two of them point to each other.
     */
    private void dissolveMutualPairs() {
        for (var area = 0; area < groupOf.length; area++) {
            if (isInMutualPair(area)) {
                var other = homes[groupOf[area]];
                var reached = new BitSet();
                if (!pointAway(area, other, reached)) {
                    pointAway(other, area, reached);
                }
            }
        }
    }

    private boolean pointAway(int area, int from, BitSet reached) {
        reached.set(area);
        for (var group : candidates[area]) {
            var to = homes[group];
            if (to == from) {
                continue;
            }
            var free = to == ELSEWHERE || homes[groupOf[to]] != area;
            if (free || (!reached.get(to) && pointAway(to, area, reached))) {
                assign(area, group);
                return true;
            }
        }
        return false;
    }

    /** Record-to-record travel: a step may make things worse than ever before, by less and less. */
    private void evenOut() {
        keepIfBetter();
        var steps = Math.min(MOST_STEPS, STEPS_PER_AREA * groupOf.length);
        var slack = squares / groupOf.length;
        var lowest = squares;
        for (var step = 0; step < steps && !isUnbeatable(); step++) {
            var left = steps - step;
            var limit = lowest + slack * left / steps * left / steps;
            if (tryChain(random.below(2) == 0, () -> squares <= limit)) {
                lowest = Math.min(lowest, squares);
                keepIfBetter();
            }
        }
    }

    /** Whether no draw at all, with or without rules, has a more even load than the best one. */
    private boolean isUnbeatable() {
        return bestSquares == leastSquares;
    }

    /** A group that has to take more than the average stands alone; the others share the rest, in whole numbers. */
    private long leastSquares() {
        var rest = Arrays.stream(areaLoads).asLongStream().sum();
        var groups = (long) homes.length;
        var least = 0L;
        for (var load : Arrays.stream(areaLoads)
                .boxed()
                .sorted(Comparator.reverseOrder())
                .toList()) {
            if (load * groups < rest) {
                break;
            }
            least += (long) load * load;
            rest -= load;
            groups--;
            if (groups == 0) {
                return least;
            }
        }
        var share = rest / groups;
        var above = rest % groups;
        return least + (groups - above) * share * share + above * (share + 1) * (share + 1);
    }

    /** Goes over all best draws and keeps each with the same probability; false if there are too many to look at. */
    private boolean listAllBest() {
        for (var area : order) {
            unassign(area);
        }
        found = 0;
        tried = 0;
        return listFrom(0, 0);
    }

    private boolean listFrom(int position, long maximum) {
        if (position == order.length) {
            if (maximum < bestMaximum || squares < bestSquares) {
                found = 0;
            }
            if (random.below(++found) == 0) {
                keep(maximum);
            }
            return true;
        }
        var area = order[position];
        for (var group : candidates[area]) {
            if (++tried > MOST_TRIED) {
                return false;
            }
            assign(area, group);
            var higher = Math.max(maximum, groupLoads[group]);
            if (canBeBest(position + 1, higher) && !listFrom(position + 1, higher)) {
                return false;
            }
            unassign(area);
        }
        return true;
    }

    /** Whether the areas from this position on can be assigned so that the draw is as good as the best one so far. */
    private boolean canBeBest(int position, long maximum) {
        if (mutualPairs > fewestMutualPairs || maximum > bestMaximum) {
            return false;
        }
        var lightest = groupLoads[lightestGroup(0)];
        return maximum < bestMaximum
                || squares + squaresFrom[position] + 2 * lightest * loadFrom[position] <= bestSquares;
    }

    /** Among equals the first one, counted from the given group on. */
    private int lightestGroup(int from) {
        var lightest = from;
        for (var group = from + 1; group < groupLoads.length; group++) {
            lightest = groupLoads[group] < groupLoads[lightest] ? group : lightest;
        }
        for (var group = 0; group < from; group++) {
            lightest = groupLoads[group] < groupLoads[lightest] ? group : lightest;
        }
        return lightest;
    }

    /** Every step is as likely as its way back, so a long walk ends with the same probability wherever it can get. */
    private void walkAmongBest() {
        for (var area = 0; area < best.length; area++) {
            assign(area, best[area]);
        }
        for (var step = 0; step < WALK_PER_AREA * best.length; step++) {
            tryChain(false, () -> squares == bestSquares && maximum() == bestMaximum);
        }
        best = groupOf.clone();
    }

    /**
     * Hands up to three areas on: each to the group of the next, the last to the group of the first or to any. Undoes it
     * unless it is allowed, adds no mutual pair, and is welcome.
     */
    private boolean tryChain(boolean toLightest, BooleanSupplier welcome) {
        var length = Math.min(1 + random.below(LONGEST_CHAIN), groupOf.length);
        var areas = new int[length];
        var before = new int[length];
        for (var i = 0; i < length; i++) {
            areas[i] = random.below(groupOf.length);
            before[i] = groupOf[areas[i]];
            for (var j = 0; j < i; j++) {
                if (areas[j] == areas[i]) {
                    return false;
                }
            }
        }
        var any = random.below(homes.length);
        var last = toLightest ? lightestGroup(any) : random.below(2) == 0 ? before[0] : any;
        for (var i = 0; i < length; i++) {
            if (!isCandidate[areas[i]].get(i + 1 < length ? before[i + 1] : last)) {
                return false;
            }
        }
        for (var i = 0; i < length; i++) {
            assign(areas[i], i + 1 < length ? before[i + 1] : last);
        }
        if (mutualPairs <= fewestMutualPairs && welcome.getAsBoolean()) {
            return true;
        }
        for (var i = 0; i < length; i++) {
            assign(areas[i], before[i]);
        }
        return false;
    }

    private void keepIfBetter() {
        var maximum = maximum();
        if (maximum < bestMaximum || (maximum == bestMaximum && squares < bestSquares)) {
            keep(maximum);
        }
    }

    private void keep(long maximum) {
        best = groupOf.clone();
        bestMaximum = maximum;
        bestSquares = squares;
    }

    private long maximum() {
        var maximum = 0L;
        for (var load : groupLoads) {
            maximum = Math.max(maximum, load);
        }
        return maximum;
    }

    private void assign(int area, int group) {
        unassign(area);
        addLoad(group, areaLoads[area]);
        groupOf[area] = group;
        mutualPairs += isInMutualPair(area) ? 1 : 0;
    }

    private void unassign(int area) {
        var group = groupOf[area];
        if (group != NOBODY) {
            mutualPairs -= isInMutualPair(area) ? 1 : 0;
            addLoad(group, -areaLoads[area]);
            groupOf[area] = NOBODY;
        }
    }

    private void addLoad(int group, int load) {
        squares += load * (2 * groupLoads[group] + load);
        groupLoads[group] += load;
    }

    private boolean isInMutualPair(int area) {
        var other = homes[groupOf[area]];
        return other != ELSEWHERE && groupOf[other] != NOBODY && homes[groupOf[other]] == area;
    }
}
