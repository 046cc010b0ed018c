package cn.zhengping.scoring;

import cn.zhengping.spi.Points;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.commons.numbers.fraction.BigFraction;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of points: an average or a share stays the fraction that it is. Only {@link #display} rounds.
 *
 * <p>Two scores are equal when they are the same amount. Whole thousandths that fit a long are held and added as such.
 */
public final class Score implements Comparable<Score> {

    public static final Score ZERO = new Score(0, null);

    private static final Pattern EXACT = Pattern.compile("(-?\\d+)(?:\\.(\\d+)|/(\\d+))?");
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    /** Counts only where {@link #fraction} is null. */
    private final long thousandths;

    /** Of thousandths; null where a long of whole thousandths says it. */
    private final @Nullable BigFraction fraction;

    private Score(long thousandths, @Nullable BigFraction fraction) {
        this.thousandths = thousandths;
        this.fraction = fraction;
    }

    public static Score of(Points points) {
        return ofThousandths(points.thousandths());
    }

    static Score ofThousandths(long thousandths) {
        return thousandths == 0 ? ZERO : new Score(thousandths, null);
    }

    private static Score ofThousandths(BigFraction fraction) {
        var numerator = fraction.getNumerator();
        var denominator = fraction.getDenominator();
        if (denominator.signum() < 0) {
            numerator = numerator.negate();
            denominator = denominator.negate();
        }
        return denominator.equals(BigInteger.ONE) && numerator.bitLength() < Long.SIZE
                ? ofThousandths(numerator.longValue())
                : new Score(0, BigFraction.of(numerator, denominator));
    }

    /**
     * Reads what {@link #exact} wrote: a decimal ({@code 12.5}) or a fraction ({@code 250/3}).
     *
     * @throws NumberFormatException if it is neither
     */
    public static Score parse(String exact) {
        var parts = EXACT.matcher(exact);
        if (!parts.matches() || (parts.group(3) != null && new BigInteger(parts.group(3)).signum() == 0)) {
            throw new NumberFormatException("Neither a decimal (12.5) nor a fraction (250/3): " + exact);
        }
        var decimals = parts.group(2);
        var numerator = decimals == null ? new BigInteger(parts.group(1)) : new BigInteger(parts.group(1) + decimals);
        var denominator = BigInteger.ONE;
        if (decimals != null) {
            denominator = BigInteger.TEN.pow(decimals.length());
        } else if (parts.group(3) != null) {
            denominator = new BigInteger(parts.group(3));
        }
        return ofThousandths(BigFraction.of(numerator.multiply(THOUSAND), denominator));
    }

    /**
     * The exact mean.
     *
     * @throws IllegalArgumentException if there is nothing to average
     */
    public static Score average(Collection<Score> scores) {
        if (scores.isEmpty()) {
            throw new IllegalArgumentException("No scores to average");
        }
        var sum = ZERO;
        for (var score : scores) {
            sum = sum.plus(score);
        }
        return sum.dividedBy(scores.size());
    }

    public Score plus(Score other) {
        if (fraction == null && other.fraction == null) {
            var sum = thousandths + other.thousandths;
            // the sum overflows exactly when both summands have the sign that it has not
            if (((thousandths ^ sum) & (other.thousandths ^ sum)) >= 0) {
                return ofThousandths(sum);
            }
        }
        return ofThousandths(big().add(other.big()));
    }

    public Score minus(Score other) {
        return plus(other.negate());
    }

    public Score negate() {
        return fraction == null && thousandths != Long.MIN_VALUE
                ? ofThousandths(-thousandths)
                : ofThousandths(big().negate());
    }

    public Score times(long factor) {
        if (fraction == null) {
            var product = thousandths * factor;
            if (Math.multiplyHigh(thousandths, factor) == product >> (Long.SIZE - 1)) {
                return ofThousandths(product);
            }
        }
        return ofThousandths(big().multiply(factor));
    }

    public Score times(BigDecimal factor) {
        if (factor.scale() <= 0) {
            return ofThousandths(big().multiply(factor.toBigIntegerExact()));
        }
        return ofThousandths(
                big().multiply(BigFraction.of(factor.unscaledValue(), BigInteger.TEN.pow(factor.scale()))));
    }

    /**
     * The exact quotient.
     *
     * @throws ArithmeticException if the divisor is zero
     */
    public Score dividedBy(long divisor) {
        if (fraction == null && divisor > 0 && thousandths % divisor == 0) {
            return ofThousandths(thousandths / divisor);
        }
        return ofThousandths(big().divide(divisor));
    }

    public Score atMost(Score cap) {
        return compareTo(cap) <= 0 ? this : cap;
    }

    public Score atLeast(Score floor) {
        return compareTo(floor) >= 0 ? this : floor;
    }

    /** Whether it is at least so many points, exactly. */
    public boolean reaches(Points threshold) {
        return compareTo(of(threshold)) >= 0;
    }

    public boolean isNegative() {
        return signum() < 0;
    }

    int signum() {
        return fraction == null ? Long.signum(thousandths) : fraction.signum();
    }

    @Override
    public int compareTo(Score other) {
        // BigFraction.compareTo of commons-numbers 1.2 takes -1/2 for less than -1
        return fraction == null && other.fraction == null
                ? Long.compare(thousandths, other.thousandths)
                : big().subtract(other.big()).signum();
    }

    /** The amount itself, for {@link #parse} to read: the shortest decimal, or a fraction in lowest terms. */
    public String exact() {
        if (fraction == null) {
            return new Points(thousandths).toString();
        }
        var points = fraction.divide(THOUSAND);
        return points.getNumerator() + "/" + points.getDenominator();
    }

    /** For people: two decimals, half up. Where outcomes depend on it, use {@link #display(Collection)}. */
    public String display() {
        return display(List.of());
    }

    /**
     * For people: two decimals, half up, unless that would show the amount on the other side of a threshold. 89.996 is
     * 89.99 where 90 is a threshold.
     *
     * @param thresholds each belongs to the side above it
     */
    public String display(Collection<Points> thresholds) {
        for (var mode : List.of(RoundingMode.HALF_UP, RoundingMode.FLOOR, RoundingMode.CEILING)) {
            var rounded = rounded(2, mode);
            if (keepsItsSide(rounded, thresholds)) {
                return rounded.toPlainString();
            }
        }
        // thresholds are whole thousandths, so that this never crosses one
        return rounded(3, RoundingMode.FLOOR).toPlainString();
    }

    private BigDecimal rounded(int places, RoundingMode mode) {
        return fraction == null
                ? BigDecimal.valueOf(thousandths, 3).setScale(places, mode)
                : fraction.divide(THOUSAND).bigDecimalValue(places, mode);
    }

    private boolean keepsItsSide(BigDecimal shown, Collection<Points> thresholds) {
        for (var threshold : thresholds) {
            if (compareTo(of(threshold)) >= 0 != shown.compareTo(threshold.toDecimal()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private BigFraction big() {
        return fraction == null ? BigFraction.of(thousandths) : fraction;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Score that
                && thousandths == that.thousandths
                && Objects.equals(fraction, that.fraction);
    }

    @Override
    public int hashCode() {
        return fraction == null ? Long.hashCode(thousandths) : fraction.hashCode();
    }

    @Override
    public String toString() {
        return exact();
    }
}
