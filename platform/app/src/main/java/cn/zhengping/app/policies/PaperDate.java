package cn.zhengping.app.policies;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Days as papers write them: 2023年11月20日, 二〇二三年十一月二十日, 2023-11-20. */
final class PaperDate {

    private static final String N = "[0-9０-９" + ChineseNumber.SIGNS + "OＯ]";
    private static final String B = "[ \\t\\u00a0\\u3000]{0,4}";

    /** With three groups. */
    static final String WRITTEN =
            "(" + N + "{4})" + B + "年" + B + "(" + N + "{1,3})" + B + "月" + B + "(" + N + "{1,3})" + B + "日";

    /** As web pages write it; three groups. */
    static final String TECHNICAL = "([12][0-9]{3})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])";

    private static final Pattern WRITTEN_ONLY = Pattern.compile(WRITTEN);
    private static final Pattern DIGITS_ONLY = Pattern.compile("[12][0-9]{6,7}");

    private PaperDate() {}

    /** The day that three groups of a match are, the first of them being {@code group}; empty for a day that never is. */
    static Optional<LocalDate> of(MatchResult match, int group) {
        return of(number(match.group(group)), number(match.group(group + 1)), number(match.group(group + 2)));
    }

    private static int number(@Nullable String text) {
        return text == null
                ? -1
                : ChineseNumber.parse(text.replace('O', '〇').replace('Ｏ', '〇')).orElse(-1);
    }

    private static Optional<LocalDate> of(int year, int month, int day) {
        try {
            return year < 1900 || year > 2199 ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
        } catch (DateTimeException never) {
            return Optional.empty();
        }
    }

    /** A line that is a day and nothing else. */
    static Optional<LocalDate> alone(String line) {
        var match = WRITTEN_ONLY.matcher(line);
        return match.matches() ? of(match.toMatchResult(), 1) : Optional.empty();
    }

    /** A line of digits whose 年, 月 and 日 were lost, 2023815, if it can be one day only. */
    static Optional<LocalDate> withoutSigns(String line) {
        if (!DIGITS_ONLY.matcher(line).matches()) {
            return Optional.empty();
        }
        LocalDate only = null;
        for (var split = 5; split <= 6; split++) {
            var month = line.substring(4, split);
            var day = line.substring(split);
            var date = day.length() > 2
                    ? Optional.<LocalDate>empty()
                    : of(Integer.parseInt(line.substring(0, 4)), Integer.parseInt(month), Integer.parseInt(day));
            if (date.isPresent() && only != null) {
                return Optional.empty();
            }
            only = date.orElse(only);
        }
        return Optional.ofNullable(only);
    }
}
