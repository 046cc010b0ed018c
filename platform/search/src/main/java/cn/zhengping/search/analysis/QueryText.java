package cn.zhengping.search.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What a person typed, taken apart. A quote that is not closed and a hyphen that nothing follows are read as if they were not
 * there: nobody who searches wants to be taught a grammar.
 */
final class QueryText {

    private static final String OPENING = "\"“”„‟＂「『";
    private static final String CLOSING = "\"“”„‟＂";
    private static final String HYPHENS = "-－−";

    private QueryText() {}

    /**
     * @param text not blank
     * @param phrase in quotes
     * @param without not wanted
     */
    record Word(String text, boolean phrase, boolean without) {}

    static List<Word> read(String text) {
        List<Word> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (isSpace(text.charAt(at))) {
                at++;
                continue;
            }
            boolean without = HYPHENS.indexOf(text.charAt(at)) >= 0;
            int start = without ? at + 1 : at;
            if (start >= text.length() || isSpace(text.charAt(start))) {
                at = start;
                continue;
            }
            int close = closing(text, start);
            if (close > 0) {
                add(words, text.substring(start + 1, close), true, without);
                at = close + 1;
                continue;
            }
            int end = start + 1;
            while (end < text.length() && !isSpace(text.charAt(end)) && closing(text, end) < 0) {
                end++;
            }
            add(words, text.substring(start, end), false, without);
            at = end;
        }
        return words;
    }

    private static void add(List<Word> words, String text, boolean phrase, boolean without) {
        if (!text.isBlank()) {
            words.add(new Word(text, phrase, without));
        }
    }

    /** Where the phrase that begins here ends; -1 if none begins or it has no end. */
    private static int closing(String text, int at) {
        char open = text.charAt(at);
        if (OPENING.indexOf(open) < 0) {
            return -1;
        }
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open == '「' ? c == '」' : open == '『' ? c == '』' : CLOSING.indexOf(c) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
