package cn.zhengping.search.analysis;

import com.hankcs.hanlp.HanLP;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text as it is compared: only Han characters, letters and digits; simplified, half-width, lower case, without accents; and
 * where each stood in the original.
 *
 * <p>White space between Han characters is nothing, as line ends are in a PDF. Anything else between two of one class is one
 * {@link #BREAK}; what stands between a Han character and a letter or digit does not matter.
 */
public final class Compact {

    public static final char BREAK = '|';

    private static final byte OTHER = 0;
    private static final byte HAN = 1;
    private static final byte LETTER = 2;
    private static final byte DIGIT = 3;
    private static final byte SPACE = 4;
    private static final byte NOTHING = 5;
    private static final byte ACCENT = 6;
    /** Becomes none or several, or is half of a pair. */
    private static final byte LONG = 7;

    private static final char[] FOLDED = new char[0x10000];
    private static final byte[] CLASSES = new byte[0x10000];

    static {
        for (int c = 0; c < 0x10000; c++) {
            if (Character.isSurrogate((char) c)) {
                CLASSES[c] = LONG;
                continue;
            }
            String folded = fold(String.valueOf((char) c));
            if (Character.getType(c) == Character.NON_SPACING_MARK) {
                CLASSES[c] = ACCENT;
            } else if (folded.length() == 1) {
                FOLDED[c] = folded.charAt(0);
                CLASSES[c] = classify(folded.charAt(0));
            } else {
                CLASSES[c] = LONG;
            }
        }
    }

    private final String text;
    private final int[] from;
    private final int[] to;

    private Compact(String text, int[] from, int[] to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    public static Compact of(String original) {
        return new Builder(original).build();
    }

    public String text() {
        return text;
    }

    /** The text as it is typed by who leaves out what breaks it. */
    String unbroken() {
        return text.replace(String.valueOf(BREAK), "");
    }

    /** Where in the original the char at {@code index} begins. */
    public int from(int index) {
        return from[index];
    }

    /** Where in the original the char at {@code index} ends. */
    public int to(int index) {
        return to[index];
    }

    /** Whether two neighbours in a compact text are of one word or number, so that neither is found without the other. */
    public static boolean binds(char before, char after) {
        byte kind = kind(before);
        return (kind == LETTER || kind == DIGIT) && kind == kind(after);
    }

    static boolean isHan(char c) {
        return kind(c) == HAN;
    }

    private static byte kind(char c) {
        return Character.isSurrogate(c) ? HAN : CLASSES[c];
    }

    private static byte classify(int c) {
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> Character.isLetter(c) || c == 0x3007 ? HAN : OTHER;
            default -> {
                if (Character.isDigit(c)) {
                    yield DIGIT;
                }
                if (Character.isLetter(c)) {
                    yield LETTER;
                }
                if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                    yield SPACE;
                }
                yield Character.getType(c) == Character.FORMAT ? NOTHING : OTHER;
            }
        };
    }

    private static String fold(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                int digit = Character.isDigit(c) ? Character.digit(c, 10) : -1;
                plain.append(digit < 0 ? c : (char) ('0' + digit));
            }
        }
        String folded = Normalizer.normalize(plain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return HanLP.convertToSimplifiedChinese(folded);
    }

    private static final class Builder {

        private final String original;
        private char[] chars;
        private int[] from;
        private int[] to;
        private int size;
        private boolean gap;
        private boolean blank = true;
        private int lines;

        private Builder(String original) {
            this.original = original;
            this.chars = new char[original.length()];
            this.from = new int[original.length()];
            this.to = new int[original.length()];
        }

        private Compact build() {
            int i = 0;
            while (i < original.length()) {
                char c = original.charAt(i);
                byte kind = CLASSES[c];
                boolean accented = i + 1 < original.length() && CLASSES[original.charAt(i + 1)] == ACCENT;
                if (kind == LONG || (accented && kind != SPACE && kind != OTHER)) {
                    int end = i + Character.charCount(original.codePointAt(i));
                    while (end < original.length() && CLASSES[original.charAt(end)] == ACCENT) {
                        end++;
                    }
                    String folded = fold(original.substring(i, end));
                    for (int at = 0; at < folded.length(); ) {
                        int point = folded.codePointAt(at);
                        add(point, classify(point), i, end);
                        at += Character.charCount(point);
                    }
                    i = end;
                } else {
                    add(kind == SPACE ? c : FOLDED[c], kind, i, i + 1);
                    i++;
                }
            }
            return new Compact(new String(chars, 0, size), Arrays.copyOf(from, size), Arrays.copyOf(to, size));
        }

        private void add(int point, byte kind, int start, int end) {
            switch (kind) {
                case NOTHING, ACCENT -> {}
                case SPACE -> {
                    gap = true;
                    lines += point == '\n' ? 1 : 0;
                }
                case HAN, LETTER, DIGIT -> {
                    if (gap && size > 0) {
                        byte last = kind(chars[size - 1]);
                        // A blank line ends a paragraph; a single line end is only where the page was full.
                        boolean joined = kind == HAN && blank && lines < 2;
                        if (last == kind && !joined) {
                            append(BREAK, start, start);
                        }
                    }
                    for (char c : Character.toChars(point)) {
                        append(c, start, end);
                    }
                    gap = false;
                    blank = true;
                    lines = 0;
                }
                default -> {
                    gap = true;
                    blank = false;
                }
            }
        }

        private void append(char c, int start, int end) {
            if (size == chars.length) {
                int larger = Math.max(16, size + size / 2);
                chars = Arrays.copyOf(chars, larger);
                from = Arrays.copyOf(from, larger);
                to = Arrays.copyOf(to, larger);
            }
            chars[size] = c;
            from[size] = start;
            to[size] = end;
            size++;
        }
    }
}
