package cn.zhengping.tenants.divisions;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;

/** Codes in ascending order with their names, in three arrays: no object per row. */
final class DivisionTable {

    private final long[] keys;
    /** Where each name starts in {@code names}; one more at the end. */
    private final int[] starts;

    private final char[] names;

    private DivisionTable(long[] keys, int[] starts, char[] names) {
        this.keys = keys;
        this.starts = starts;
        this.names = names;
    }

    /** Reads so many lines of code and name. */
    static DivisionTable read(BufferedReader lines, int size) throws IOException {
        var keys = new long[size];
        var starts = new int[size + 1];
        var names = new char[size * 8];
        for (int row = 0; row < size; row++) {
            var line = DivisionFile.line(lines);
            var blank = line.indexOf(' ');
            keys[row] = new DivisionCode(line.substring(0, blank)).key();
            if (row > 0 && keys[row] <= keys[row - 1]) {
                throw new IOException("out of order: " + line);
            }
            var end = starts[row] + line.length() - blank - 1;
            if (end > names.length) {
                names = Arrays.copyOf(names, end * 2);
            }
            line.getChars(blank + 1, line.length(), names, starts[row]);
            starts[row + 1] = end;
        }
        return new DivisionTable(keys, starts, Arrays.copyOf(names, starts[size]));
    }

    int size() {
        return keys.length;
    }

    long key(int row) {
        return keys[row];
    }

    String name(int row) {
        return new String(names, starts[row], starts[row + 1] - starts[row]);
    }

    /** The row of a key, or a negative number. */
    int find(long key) {
        return Arrays.binarySearch(keys, key);
    }

    /** The first row whose key is at least this one; {@link #size} if there is none. */
    int firstFrom(long key) {
        var row = find(key);
        return row < 0 ? -row - 1 : row;
    }

    NameQuery.Match match(NameQuery query, int row) {
        return query.match(names, starts[row], starts[row + 1]);
    }

    /** What the arrays hold. */
    long bytes() {
        return Long.BYTES * (long) keys.length
                + Integer.BYTES * (long) starts.length
                + Character.BYTES * (long) names.length;
    }
}
