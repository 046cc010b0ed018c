package cn.zhengping.spi;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/**
 * An amount of points, held as a whole number of thousandths, so that adding never rounds.
 *
 * <p>May be negative (a deduction). What cannot be said in thousandths, an average for instance, is no {@code Points}.
 *
 * @param thousandths the amount times 1,000
 */
public record Points(long thousandths) implements Comparable<Points> {

    public static final Points ZERO = new Points(0);

    public static Points of(long whole) {
        return new Points(Math.multiplyExact(whole, 1000L));
    }

    /**
     * Reads a decimal such as {@code 0.5}.
     *
     * @throws ArithmeticException if it has more than three decimals or exceeds the range of a long of thousandths
     */
    public static Points of(BigDecimal decimal) {
        return new Points(
                decimal.setScale(3, RoundingMode.UNNECESSARY).movePointRight(3).longValueExact());
    }

    /**
     * Reads the text of a decimal such as {@code 0.5}.
     *
     * @throws NumberFormatException if it is no decimal
     * @throws ArithmeticException if it has more than three decimals or exceeds the range of a long of thousandths
     */
    public static Points parse(String decimal) {
        return of(new BigDecimal(decimal));
    }

    public static Points sum(Collection<Points> all) {
        var sum = ZERO;
        for (var points : all) {
            sum = sum.plus(points);
        }
        return sum;
    }

    public Points plus(Points other) {
        return new Points(Math.addExact(thousandths, other.thousandths));
    }

    public Points minus(Points other) {
        return new Points(Math.subtractExact(thousandths, other.thousandths));
    }

    public Points times(long factor) {
        return new Points(Math.multiplyExact(thousandths, factor));
    }

    public Points atMost(Points cap) {
        return compareTo(cap) <= 0 ? this : cap;
    }

    public Points atLeast(Points floor) {
        return compareTo(floor) >= 0 ? this : floor;
    }

    public boolean isNegative() {
        return thousandths < 0;
    }

    public BigDecimal toDecimal() {
        return BigDecimal.valueOf(thousandths, 3);
    }

    @Override
    public int compareTo(Points other) {
        return Long.compare(thousandths, other.thousandths);
    }

    /** The shortest decimal: {@code 0.5}, {@code 3}, {@code 12.345}. */
    @Override
    public String toString() {
        return thousandths == 0 ? "0" : toDecimal().stripTrailingZeros().toPlainString();
    }
}
