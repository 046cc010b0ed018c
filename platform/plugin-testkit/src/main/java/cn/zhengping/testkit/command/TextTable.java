package cn.zhengping.testkit.command;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns, for a terminal: a Chinese character is as wide as two others. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<String> head;
    private final int widest;
    private final List<List<String>> rows = new ArrayList<>();

    /** @param widest of the last column; what is longer is cut */
    TextTable(int widest, String... head) {
        this.widest = widest;
        this.head = List.of(head);
        rows.add(this.head);
    }

    void row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < head.size(); column++) {
                var cell = row.get(column);
                if (column == head.size() - 1) {
                    line.append(cut(cell, widest));
                } else {
                    line.append(cell)
                            .append(" ".repeat(widthOf(column) - width(cell)))
                            .append(GAP);
                }
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int widthOf(int column) {
        return rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0);
    }

    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int codePoint) {
        var wide = (codePoint >= 0x2e80 && codePoint < 0xfb00)
                || (codePoint >= 0xff00 && codePoint < 0xff61)
                || codePoint >= 0x20000;
        return wide ? 2 : 1;
    }

    private static String cut(String text, int widest) {
        if (width(text) <= widest) {
            return text;
        }
        var kept = new StringBuilder();
        var left = widest - 1;
        for (var codePoint : text.codePoints().toArray()) {
            left -= width(codePoint);
            if (left < 0) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.append('…').toString();
    }
}
