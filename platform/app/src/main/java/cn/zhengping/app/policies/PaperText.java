package cn.zhengping.app.policies;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a paper as it stands in the original, with the pages that it came on. */
final class PaperText {

    private final String text;
    private final List<Start> pages;

    /** Where a page begins. */
    private record Start(int at, int number) {}

    /** @param number counted from 1; null where the format has no pages */
    record Page(@Nullable Integer number, String text) {}

    /** A line without the blanks around it; {@code start} and {@code end} are those of the line with its break. */
    record Line(int start, int end, String words) {

        boolean isBlank() {
            return words.isEmpty();
        }
    }

    private PaperText(String text, List<Start> pages) {
        this.text = text;
        this.pages = pages;
    }

    static PaperText pasted(String text) {
        return of(List.of(new Page(null, text)));
    }

    static PaperText of(List<Page> pages) {
        var text = new StringBuilder();
        var starts = new ArrayList<Start>();
        for (var page : pages) {
            if (page.number() != null) {
                starts.add(new Start(text.length(), page.number()));
            }
            var clean = clean(page.text());
            text.append(clean);
            if (pages.size() > 1 && !clean.isEmpty() && !clean.endsWith("\n")) {
                text.append('\n');
            }
        }
        return new PaperText(text.toString(), List.copyOf(starts));
    }

    /** One sort of line break, and no control characters, which a database does not take. */
    private static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\f', '\n')
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]|\\ufeff|\\p{Cs}", "");
    }

    String text() {
        return text;
    }

    boolean isBlank() {
        return text.chars().allMatch(PaperText::isBlank);
    }

    /** The page that this char stands on; null where there are no pages. */
    @Nullable
    Integer pageAt(int offset) {
        Integer number = null;
        for (var page : pages) {
            if (page.at() > offset) {
                break;
            }
            number = page.number();
        }
        return number;
    }

    /** The places in a part of the text at which another page begins, relative to the part. */
    List<PageBreak> pageBreaks(int from, int to) {
        return pages.stream()
                .filter(page -> page.at() > from && page.at() < to)
                .map(page -> new PageBreak(page.at() - from, page.number()))
                .toList();
    }

    record PageBreak(int at, int page) {}

    List<Line> lines() {
        var lines = new ArrayList<Line>();
        for (var start = 0; start < text.length(); ) {
            var br = text.indexOf('\n', start);
            var end = br < 0 ? text.length() : br + 1;
            lines.add(new Line(start, end, strip(text.substring(start, end))));
            start = end;
        }
        return lines;
    }

    private static String strip(String line) {
        var from = 0;
        var to = line.length();
        while (from < to && isBlank(line.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return line.substring(from, to);
    }

    /** Unlike {@link String#isBlank()}, with the blanks that do not break. */
    private static boolean isBlank(int sign) {
        return Character.isWhitespace(sign) || Character.isSpaceChar(sign) || sign == '\u200b';
    }
}
