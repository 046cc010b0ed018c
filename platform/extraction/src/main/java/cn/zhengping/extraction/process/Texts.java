package cn.zhengping.extraction.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text as it is kept: no control characters but tab and newline, no halves of characters, no runs of blank lines. */
final class Texts {

    /** A page of a printed document stays whole; a sheet or a document without pages is cut. */
    private static final int PASSAGE = 4_000;

    private static final Pattern BLANK_LINES = Pattern.compile("[ \\t\\u00a0\\u3000]*\\n(?:[ \\t\\u00a0]*\\n)+");
    private static final Pattern LINE_ENDS = Pattern.compile("[ \\t\\u00a0]+\\n");

    private Texts() {}

    static boolean isClean(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isKept(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }

    private static boolean isKept(int c) {
        return c == '\n'
                || c == '\t'
                || (!Character.isISOControl(c)
                        && Character.getType(c) != Character.SURROGATE
                        && (c & 0xfffe) != 0xfffe
                        && c != 0xfeff);
    }

    static String clean(CharSequence raw) {
        StringBuilder kept = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); ) {
            int c = Character.codePointAt(raw, i);
            i += Character.charCount(c);
            if (c == '\r') {
                if (i >= raw.length() || raw.charAt(i) != '\n') {
                    kept.append('\n');
                }
            } else if (c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029) {
                kept.append('\n');
            } else if (isKept(c)) {
                kept.appendCodePoint(c);
            }
        }
        String lines = LINE_ENDS.matcher(kept).replaceAll("\n");
        return BLANK_LINES.matcher(lines).replaceAll("\n\n").strip();
    }

    /** Cut where a reader would: after a paragraph, a line or a sentence. Joined by line ends they are the text again, save for blank lines. */
    static List<String> passages(String clean) {
        List<String> passages = new ArrayList<>();
        int start = 0;
        while (clean.length() - start > PASSAGE) {
            int end = cut(clean, start, start + PASSAGE);
            add(passages, clean.substring(start, end));
            start = end;
        }
        add(passages, clean.substring(start));
        return passages;
    }

    private static void add(List<String> passages, String passage) {
        String text = passage.strip();
        if (!text.isEmpty()) {
            passages.add(text);
        }
    }

    private static int cut(String text, int start, int end) {
        int least = start + PASSAGE / 2;
        for (String mark : List.of("\n\n", "\n", "。", "；", ". ", " ")) {
            int at = text.lastIndexOf(mark, end - mark.length());
            if (at >= least) {
                return at + mark.length();
            }
        }
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
