package cn.zhengping.app.policies;

import java.util.OptionalInt;

/** Numbers as papers write them: 十二, 二〇二三, and digits of either width. */
final class ChineseNumber {

    /** Every sign that a number is written with, for a character class. */
    static final String SIGNS = "〇○零一二三四五六七八九十百";

    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumber() {}

    /** Empty for what is no number. */
    static OptionalInt parse(String text) {
        if (text.isEmpty() || text.length() > 6) {
            return OptionalInt.empty();
        }
        if (text.chars().allMatch(Character::isDigit)) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        return text.indexOf('十') < 0 && text.indexOf('百') < 0 ? byPosition(text) : byUnits(text);
    }

    /** 二〇二三. */
    private static OptionalInt byPosition(String text) {
        var number = 0;
        for (var i = 0; i < text.length(); i++) {
            var digit = digit(text.charAt(i));
            if (digit < 0) {
                return OptionalInt.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalInt.of(number);
    }

    /** 一百二十三. */
    private static OptionalInt byUnits(String text) {
        var number = 0;
        var digit = 0;
        for (var i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '百' -> {
                    number += (i == 0 ? 1 : digit) * 100;
                    digit = 0;
                }
                case '十' -> {
                    number += (digit == 0 ? 1 : digit) * 10;
                    digit = 0;
                }
                default -> {
                    digit = digit(text.charAt(i));
                    if (digit < 0) {
                        return OptionalInt.empty();
                    }
                }
            }
        }
        return OptionalInt.of(number + digit);
    }

    private static int digit(char sign) {
        return sign == '〇' || sign == '○' ? 0 : DIGITS.indexOf(sign);
    }

    /** 十二 for 12; for 1 to 999. */
    static String of(int number) {
        var text = new StringBuilder();
        var rest = number;
        if (rest >= 100) {
            text.append(DIGITS.charAt(rest / 100)).append('百');
            rest %= 100;
            if (rest > 0 && rest < 10) {
                text.append('零');
            }
        }
        if (rest >= 10) {
            if (rest >= 20 || number >= 100) {
                text.append(DIGITS.charAt(rest / 10));
            }
            text.append('十');
            rest %= 10;
        }
        return rest == 0 ? text.toString() : text.append(DIGITS.charAt(rest)).toString();
    }
}
