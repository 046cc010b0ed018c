package cn.zhengping.tenants.divisions;

import static java.util.Comparator.comparingLong;
import static java.util.Comparator.reverseOrder;

import cn.zhengping.tenants.divisions.UnknownDivisionException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 区划目录: the provinces, prefectures, counties, townships and villages of the mainland as of 2023-06-30. Levels that only
 * statistics know (市辖区, 省直辖县级行政区划) are left out, and what is below them stands below the next level up.
 *
 * <p>Thread-safe. Villages, nine tenths of it, are read when first asked for; what it holds is measured in
 * {@code docs/decisions/0003-division-directory.md}. Lists come in the order of the codes.
 */
public final class DivisionDirectory {

    private static final List<DivisionLevel> LOWEST_PARENTS_FIRST =
            List.of(DivisionLevel.TOWNSHIP, DivisionLevel.COUNTY, DivisionLevel.PREFECTURE, DivisionLevel.PROVINCE);

    private final DivisionTable above;
    private final PinyinReadings readings;
    private volatile @Nullable DivisionTable villages;

    private DivisionDirectory(DivisionFile.Base base) {
        this.above = base.above();
        this.readings = base.readings();
    }

    /** The one directory that all share, loaded by the first call. */
    public static DivisionDirectory shared() {
        return Shared.DIRECTORY;
    }

    /** Reads it anew, without villages. */
    static DivisionDirectory load() {
        return new DivisionDirectory(DivisionFile.readBase());
    }

    private static final class Shared {
        static final DivisionDirectory DIRECTORY = load();
    }

    public Optional<Division> find(DivisionCode code) {
        var table = code.level() == DivisionLevel.VILLAGE ? villages() : above;
        var row = table.find(code.key());
        return row < 0 ? Optional.empty() : Optional.of(division(table, row));
    }

    /** @throws UnknownDivisionException if it is not there */
    public Division get(DivisionCode code) {
        return find(code).orElseThrow(() -> unknown(code));
    }

    /**
     * What is right below it; none below a village.
     *
     * @throws UnknownDivisionException if it is not there
     */
    public List<Division> children(DivisionCode code) {
        return below(get(code))
                .filter(division -> code.equals(division.parent()))
                .toList();
    }

    /**
     * All that is below it at this level, at whatever distance.
     *
     * @throws UnknownDivisionException if it is not there
     */
    public List<Division> descendants(DivisionCode code, DivisionLevel level) {
        var division = get(code);
        var table = level == DivisionLevel.VILLAGE ? villages() : above;
        return rows(table, code)
                .filter(row -> DivisionLevel.ofKey(table.key(row)) == level)
                .mapToObj(row -> division(table, row))
                .filter(found -> !found.equals(division))
                .toList();
    }

    /**
     * What is above it, highest first: 四川省, 遂宁市.
     *
     * @throws UnknownDivisionException if it is not there
     */
    public List<Division> ancestors(DivisionCode code) {
        var ancestors = new ArrayList<Division>();
        for (var parent = get(code).parent();
                parent != null;
                parent = get(parent).parent()) {
            ancestors.addFirst(get(parent));
        }
        return List.copyOf(ancestors);
    }

    /** Whether a division is the other one or below it, told by the codes alone, whether they are in the directory or not. */
    public boolean isWithin(DivisionCode code, DivisionCode ancestor) {
        var distance = code.key() - ancestor.key();
        return distance >= 0 && distance < ancestor.level().width();
    }

    /** Searches all levels of the whole country, villages too: {@link #search(String, DivisionCode, Set, int)}. */
    public List<Division> search(String text, int limit) {
        return search(text, null, Set.of(DivisionLevel.values()), limit);
    }

    /**
     * Finds divisions by a part of the name (乐至), by pinyin of which the last syllable may be unfinished
     * ({@code lezh}), or by initials ({@code lzx}). Blanks, apostrophes and case do not count, v stands for ü, and every
     * reading of a character finds it.
     *
     * @param text finds nothing when it is blank
     * @param within where to search, itself included; null for the whole country
     * @param levels which levels to search; villages are read only if they are among them
     * @param limit how many at most, at least one
     * @return names that are the text first, then those that begin with it, then the others; in each of the three higher
     *     levels first, then by code
     */
    public List<Division> search(String text, @Nullable DivisionCode within, Set<DivisionLevel> levels, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit);
        }
        var query = new NameQuery(text, readings);
        if (query.isBlank()) {
            return List.of();
        }
        var best = new PriorityQueue<Hit>(reverseOrder());
        var tables = levels.contains(DivisionLevel.VILLAGE) ? List.of(above, villages()) : List.of(above);
        for (var table : tables) {
            rows(table, within).forEach(row -> {
                var level = DivisionLevel.ofKey(table.key(row));
                var match = levels.contains(level) ? table.match(query, row) : NameQuery.Match.NONE;
                if (match != NameQuery.Match.NONE) {
                    best.add(new Hit(match, level, row));
                    if (best.size() > limit) {
                        best.remove();
                    }
                }
            });
        }
        return best.stream()
                .sorted()
                .map(hit -> division(hit.level() == DivisionLevel.VILLAGE ? villages() : above, hit.row()))
                .toList();
    }

    /** Bytes that its arrays take, without villages as long as they have not been read. */
    long bytes() {
        var read = villages;
        return above.bytes() + (read == null ? 0 : read.bytes());
    }

    private record Hit(NameQuery.Match match, DivisionLevel level, int row) implements Comparable<Hit> {
        @Override
        public int compareTo(Hit other) {
            var byMatch = match.compareTo(other.match);
            var byLevel = byMatch != 0 ? byMatch : level.compareTo(other.level);
            return byLevel != 0 ? byLevel : Integer.compare(row, other.row);
        }
    }

    private DivisionTable villages() {
        var read = villages;
        if (read == null) {
            synchronized (this) {
                read = villages;
                if (read == null) {
                    read = DivisionFile.readVillages();
                    villages = read;
                }
            }
        }
        return read;
    }

    private Stream<Division> below(Division division) {
        // A village stands right below a township or, where there is none, a county.
        var withVillages = division.level().compareTo(DivisionLevel.COUNTY) >= 0;
        var tables = withVillages ? Stream.of(above, villages()) : Stream.of(above);
        return tables.flatMap(table -> rows(table, division.code()).mapToObj(row -> division(table, row)));
    }

    /** The rows of a division and of what is below it; all rows for null. */
    private static IntStream rows(DivisionTable table, @Nullable DivisionCode within) {
        return within == null
                ? IntStream.range(0, table.size())
                : IntStream.range(
                        table.firstFrom(within.key()),
                        table.firstFrom(within.key() + within.level().width()));
    }

    private Division division(DivisionTable table, int row) {
        var key = table.key(row);
        var code = DivisionCode.ofKey(key);
        var parent = rowAbove(key);
        return new Division(
                code, table.name(row), code.level(), parent < 0 ? null : DivisionCode.ofKey(above.key(parent)));
    }

    /** The row of the nearest division above a key; negative if there is none. */
    private int rowAbove(long key) {
        for (var level : LOWEST_PARENTS_FIRST) {
            var higher = key - key % level.width();
            var row = higher == key ? -1 : above.find(higher);
            if (row >= 0) {
                return row;
            }
        }
        return -1;
    }

    private UnknownDivisionException unknown(DivisionCode code) {
        var row = rowAbove(code.key());
        if (row < 0) {
            return new UnknownDivisionException(Code.NO_SUCH_PROVINCE, code, null, nearest(code, provinces()));
        }
        var parent = division(above, row);
        var inside = below(parent)
                .filter(division -> isWithin(division.code(), code))
                .limit(3)
                .toList();
        if (!inside.isEmpty()) {
            return new UnknownDivisionException(Code.SKIPPED_LEVEL, code, parent, inside);
        }
        var siblings = children(parent.code());
        return new UnknownDivisionException(
                Code.NOT_BELOW_ITS_PARENT,
                code,
                parent,
                nearest(code, siblings.isEmpty() ? List.of(parent) : siblings));
    }

    private List<Division> provinces() {
        return rows(above, null)
                .filter(row -> DivisionLevel.ofKey(above.key(row)) == DivisionLevel.PROVINCE)
                .mapToObj(row -> division(above, row))
                .toList();
    }

    private static List<Division> nearest(DivisionCode code, List<Division> divisions) {
        return divisions.stream()
                .sorted(comparingLong(division -> Math.abs(division.code().key() - code.key())))
                .limit(3)
                .toList();
    }
}
