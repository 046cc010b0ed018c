package cn.zhengping.search.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Compact text as tokens: two neighbours each of Han characters, words of letters, runs of digits.
 *
 * <p>A run of Han characters ends with its last one alone, and begins with its first one alone after a letter or digit; so a
 * single character is the beginning of a token wherever it stands, and {@code 187号} is a phrase.
 */
final class Grams {

    private static final int LONGEST = 64;

    private Grams() {}

    /** Part of a compact text of which all chars are of one class. */
    record Run(String text, boolean han, boolean afterBreak) {}

    static List<Run> runs(String compact) {
        List<Run> runs = new ArrayList<>();
        boolean broken = true;
        int at = 0;
        while (at < compact.length()) {
            char first = compact.charAt(at);
            if (first == Compact.BREAK) {
                broken = true;
                at++;
                continue;
            }
            boolean han = Compact.isHan(first);
            int end = at + 1;
            while (end < compact.length()
                    && (han ? Compact.isHan(compact.charAt(end)) : Compact.binds(first, compact.charAt(end)))) {
                end++;
            }
            runs.add(new Run(compact.substring(at, end), han, broken));
            broken = false;
            at = end;
        }
        return runs;
    }

    static void index(String compact, List<String> tokens) {
        for (Run run : runs(compact)) {
            if (run.han()) {
                han(run.text(), !run.afterBreak(), true, tokens);
            } else {
                tokens.add(token(run.text()));
            }
        }
    }

    /** What stands wherever this text is part of a longer one; empty for a single Han character, which is a prefix. */
    static List<String> phrase(String compact) {
        List<Run> runs = runs(compact);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            if (run.han()) {
                han(run.text(), i > 0 && !run.afterBreak(), i + 1 < runs.size(), tokens);
            } else {
                tokens.add(token(run.text()));
            }
        }
        return tokens;
    }

    static String token(String run) {
        return run.length() > LONGEST ? run.substring(0, LONGEST) : run;
    }

    private static void han(String run, boolean first, boolean last, List<String> tokens) {
        int at = 0;
        int next = Character.charCount(run.codePointAt(0));
        if (first) {
            tokens.add(run.substring(0, next));
        }
        while (next < run.length()) {
            int end = next + Character.charCount(run.codePointAt(next));
            tokens.add(run.substring(at, end));
            at = next;
            next = end;
        }
        if (last) {
            tokens.add(run.substring(at));
        }
    }
}
