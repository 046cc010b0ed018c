package cn.zhengping.tenants.divisions;

import java.util.Locale;

/** What somebody typed to find a name: a part of it, its pinyin, or the initials of its pinyin. */
final class NameQuery {

    /** How well a name fits, best first. */
    enum Match {
        EXACT,
        /** The name begins with it. */
        PREFIX,
        PART,
        NONE
    }

    /** Ends of a match that are no index into a name. */
    private static final int NOWHERE = -1;

    private static final int INSIDE_A_SYLLABLE = 0;

    private final String text;
    private final boolean latin;
    private final PinyinReadings readings;

    /** @param text blanks, apostrophes and case do not count; v stands for ü */
    NameQuery(String text, PinyinReadings readings) {
        this.text = text.replaceAll("[\\s'’]", "").toLowerCase(Locale.ROOT).replace('ü', 'v');
        this.latin = this.text.matches("[a-z0-9]*[a-z][a-z0-9]*");
        this.readings = readings;
    }

    boolean isBlank() {
        return text.isEmpty();
    }

    /** Compares it with the name that these characters are. */
    Match match(char[] names, int start, int end) {
        var best = Match.NONE;
        for (int from = start; from < end && best == Match.NONE; from++) {
            var to = Math.max(literalEnd(names, from, end), latin ? pinyinEnd(names, from, end) : NOWHERE);
            if (to != NOWHERE) {
                best = from > start ? Match.PART : to == end ? Match.EXACT : Match.PREFIX;
            }
        }
        return best;
    }

    private int literalEnd(char[] names, int from, int end) {
        if (end - from < text.length()) {
            return NOWHERE;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isSame(names[from + i], text.charAt(i))) {
                return NOWHERE;
            }
        }
        return from + text.length();
    }

    private int pinyinEnd(char[] names, int from, int end) {
        if (!begins(names[from], text.charAt(0))) {
            return NOWHERE;
        }
        return Math.max(initialsEnd(names, from, end), syllablesEnd(names, from, end, 0));
    }

    private int initialsEnd(char[] names, int from, int end) {
        if (end - from < text.length()) {
            return NOWHERE;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!begins(names[from + i], text.charAt(i))) {
                return NOWHERE;
            }
        }
        return from + text.length();
    }

    /** Where the syllables of the text from here on end; the last one may be unfinished. */
    private int syllablesEnd(char[] names, int from, int end, int at) {
        if (at == text.length()) {
            return from;
        }
        if (from == end) {
            return NOWHERE;
        }
        if (isSame(names[from], text.charAt(at))) {
            return syllablesEnd(names, from + 1, end, at + 1);
        }
        var best = NOWHERE;
        for (var reading : readings.of(names[from])) {
            if (text.startsWith(reading, at)) {
                best = Math.max(best, syllablesEnd(names, from + 1, end, at + reading.length()));
            } else if (text.length() - at < reading.length() && reading.startsWith(text.substring(at))) {
                best = Math.max(best, INSIDE_A_SYLLABLE);
            }
        }
        return best;
    }

    private boolean begins(char character, char letter) {
        return isSame(character, letter) || (letter >= 'a' && readings.begins(character, letter));
    }

    private static boolean isSame(char character, char typed) {
        return character == typed || (typed < 128 && Character.toLowerCase(character) == typed);
    }
}
