package cn.zhengping.scoring;

import cn.zhengping.spi.UnitKind;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What scoring has to know of the unit and the day, gathered by the caller: the engine asks nobody.
 *
 * @param asOf the day of scoring; windows reach back from it, and nothing dates from after it
 * @param duties roles that the campaign gives the unit
 * @param catalogue ids of the service items of the unit's published catalogue; null where it has none
 * @param inputs totals from outside the sheet, by the name under which {@code derived} rules ask for them
 * @param period what the sheet is about: members and incidents from outside it give no points; null for no limit
 */
public record ScoringContext(
        LocalDate asOf,
        UnitKind unitKind,
        Set<String> duties,
        @Nullable Set<String> catalogue,
        Map<String, Score> inputs,
        @Nullable Period period) {

    public ScoringContext {
        duties = Set.copyOf(duties);
        catalogue = catalogue == null ? null : Set.copyOf(catalogue);
        inputs = Map.copyOf(inputs);
    }

    public ScoringContext(
            LocalDate asOf,
            UnitKind unitKind,
            Set<String> duties,
            @Nullable Set<String> catalogue,
            Map<String, Score> inputs) {
        this(asOf, unitKind, duties, catalogue, inputs, null);
    }

    /**
     * The days that are judged.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record Period(LocalDate from, LocalDate until) {

        public Period {
            if (!until.isAfter(from)) {
                throw new IllegalArgumentException("A period from " + from + " until " + until + " has no day");
            }
        }

        public boolean contains(LocalDate date) {
            return !date.isBefore(from) && date.isBefore(until);
        }

        LocalDate lastDay() {
            return until.minusDays(1);
        }
    }

    /** The same, for a sheet about this period. */
    public ScoringContext in(Period of) {
        return new ScoringContext(asOf, unitKind, duties, catalogue, inputs, of);
    }

    /** The usual case: no duties, no catalogue, no inputs. */
    public static ScoringContext of(LocalDate asOf, UnitKind unitKind) {
        return new ScoringContext(asOf, unitKind, Set.of(), null, Map.of());
    }
}
