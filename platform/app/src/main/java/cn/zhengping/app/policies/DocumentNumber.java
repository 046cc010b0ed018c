package cn.zhengping.app.policies;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * 文号: 川政公函〔2022〕187号, 国务院令第722号, 国家税务总局公告2022年第5号. In whatever brackets it is written, it is one and
 * the same.
 *
 * @param issuer code of who issued it (川政公函), with the kind of paper where that is part of it (国务院令)
 * @param year null for orders that are counted through all years
 */
public record DocumentNumber(String issuer, @Nullable Integer year, int sequence) {

    private static final String OPEN = "[〔﹝\\[［【(（{｛〈<]";
    private static final String CLOSE = "[〕﹞\\]］】)）}｝〉>]";
    private static final String STATE = "中华人民共和国";

    private static final Pattern FULL_WIDTH = Pattern.compile("[０-９]");

    /** Before a number in running text: not part of the issuer's code. */
    private static final Pattern LEAD =
            Pattern.compile("^.*(?:按照|根据|依据|依照|遵照|参照|贯彻|落实|执行|印发|转发|以及|有关|文件|通知|意见|办法|方案)|^[和与及原见]+");

    private static final Pattern WHOLE_IN_BRACKETS = inBrackets("\\p{IsHan}{1,20}", "[\\s\\u00a0\\u3000]*");
    private static final Pattern WHOLE_ORDER = order("\\p{IsHan}{1,24}", "[\\s\\u00a0\\u3000]*");
    // At most so many signs as codes have, so that looking for numbers takes time in proportion to the text.
    private static final Pattern IN_BRACKETS = inBrackets("\\p{IsHan}{1,12}", "[ \\t\\u00a0\\u3000]{0,4}");
    private static final Pattern ORDER = order("\\p{IsHan}{1,16}", "[ \\t\\u00a0\\u3000]{0,4}");

    public DocumentNumber {
        if (issuer.isEmpty() || sequence < 1) {
            throw new IllegalArgumentException(issuer + " " + sequence);
        }
    }

    private static Pattern inBrackets(String issuer, String gap) {
        return Pattern.compile("(?<issuer>" + issuer + ")" + gap + OPEN + gap + "(?<year>[12][0-9]{3})" + gap + "年?"
                + gap + CLOSE + gap + "第?" + gap + "(?<sequence>[0-9]{1,5})" + gap + "号");
    }

    private static Pattern order(String issuer, String gap) {
        return Pattern.compile("(?<issuer>" + issuer + "(?:令|公告|通告))" + gap + "(?:(?<year>[12][0-9]{3})" + gap
                + "年)?" + gap + OPEN + "?" + gap + "第" + gap + "(?<sequence>[0-9]{1,5})" + gap + "号" + gap + CLOSE
                + "?");
    }

    /**
     * A number in a text.
     *
     * @param from of its first char
     * @param to after its last char
     */
    record Found(DocumentNumber number, int from, int to) {}

    /** Reads a number that stands by itself; empty for what is none. */
    public static Optional<DocumentNumber> parse(String text) {
        var narrow = narrowDigits(text.strip());
        for (var form : List.of(WHOLE_IN_BRACKETS, WHOLE_ORDER)) {
            var match = form.matcher(narrow);
            if (match.matches()) {
                return of(match.group("issuer"), match);
            }
        }
        return Optional.empty();
    }

    /** All numbers in a text, in its order. */
    static List<Found> findIn(String text) {
        var narrow = narrowDigits(text);
        var found = new ArrayList<Found>();
        for (var form : List.of(IN_BRACKETS, ORDER)) {
            for (var match = form.matcher(narrow); match.find(); ) {
                var issuer = LEAD.matcher(match.group("issuer")).replaceFirst("");
                if (!issuer.isEmpty()) {
                    var from = match.end("issuer") - issuer.length();
                    of(issuer, match).ifPresent(number -> found.add(new Found(number, from, match.end())));
                }
            }
        }
        found.sort(Comparator.comparingInt(Found::from));
        return found;
    }

    private static Optional<DocumentNumber> of(String issuer, Matcher match) {
        var year = match.group("year");
        var sequence = Integer.parseInt(match.group("sequence"));
        var code = issuer.length() > STATE.length() + 1 && issuer.startsWith(STATE)
                ? issuer.substring(STATE.length())
                : issuer;
        return sequence == 0
                ? Optional.empty()
                : Optional.of(new DocumentNumber(code, year == null ? null : Integer.valueOf(year), sequence));
    }

    /** With the digits of full width narrowed, at the same places. */
    private static String narrowDigits(String text) {
        return FULL_WIDTH.matcher(text).replaceAll(DocumentNumber::narrow);
    }

    private static String narrow(MatchResult digit) {
        return String.valueOf((char) (digit.group().charAt(0) - '０' + '0'));
    }

    /** As it is printed: with 〔〕, or with 第 where the kind of paper is part of the number. */
    @Override
    public String toString() {
        if (year == null) {
            return issuer + "第" + sequence + "号";
        }
        return issuer.endsWith("公告") || issuer.endsWith("通告")
                ? issuer + year + "年第" + sequence + "号"
                : issuer + "〔" + year + "〕" + sequence + "号";
    }
}
