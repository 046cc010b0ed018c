package cn.zhengping.tenants.divisions;

import cn.zhengping.tenants.divisions.InvalidDivisionCodeException.Code;

/**
 * The code of a division: six digits of GB/T 2260 for a province ({@code 510000}), prefecture ({@code 510900}) or county
 * ({@code 510903}), nine for a township, twelve for a village.
 *
 * <p>Well-formed, but not necessarily in the {@link DivisionDirectory}, which alone knows what is above it: the codes of
 * levels that only statistics know (市辖区) are skipped there.
 *
 * @param value the digits
 */
public record DivisionCode(String value) implements Comparable<DivisionCode> {

    /** @throws InvalidDivisionCodeException if it is no code of any level */
    public DivisionCode {
        if (!value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidDivisionCodeException(Code.NOT_DIGITS, value);
        }
        if (value.length() != 6 && value.length() != 9 && value.length() != 12) {
            throw new InvalidDivisionCodeException(Code.WRONG_LENGTH, value);
        }
        if (value.startsWith("0") || hasGap(value)) {
            throw new InvalidDivisionCodeException(Code.EMPTY_PART, value);
        }
    }

    /**
     * Reads a code, also the form of the statistics bureau that pads every code with zeros to twelve digits
     * ({@code 510903000000}), with or without blanks around it.
     *
     * @throws InvalidDivisionCodeException if it is no code of any level
     */
    public static DivisionCode parse(String text) {
        var digits = text.strip();
        if (digits.length() == 12 && digits.endsWith("000")) {
            digits = digits.substring(0, digits.endsWith("000000") ? 6 : 9);
        }
        return new DivisionCode(digits);
    }

    public DivisionLevel level() {
        return DivisionLevel.ofKey(key());
    }

    /** In the order of the codes, in which a division comes right before all that is below it. */
    @Override
    public int compareTo(DivisionCode other) {
        return Long.compare(key(), other.key());
    }

    @Override
    public String toString() {
        return value;
    }

    /** The number of the code when it is padded with zeros to twelve digits. */
    long key() {
        return Long.parseLong(value) * (value.length() == 6 ? 1_000_000L : value.length() == 9 ? 1_000L : 1L);
    }

    static DivisionCode ofKey(long key) {
        return new DivisionCode(
                Long.toString(key).substring(0, DivisionLevel.ofKey(key).digits()));
    }

    /** Whether it has something below nothing: a county without a prefecture, a township numbered 000. */
    private static boolean hasGap(String value) {
        var withoutPrefecture = value.startsWith("00", 2);
        return switch (value.length()) {
            case 6 -> withoutPrefecture && !value.endsWith("00");
            case 9 -> withoutPrefecture || value.endsWith("000");
            default -> withoutPrefecture || value.startsWith("000", 6) || value.endsWith("000");
        };
    }
}
