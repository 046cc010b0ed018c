package cn.zhengping.tenants.divisions;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * Every reading of every character that occurs in a name, as pinyin without tones and with v for ü: 乐 is le, yue, lao
 * and yao. So a place is found by the reading that its people use, and by the others.
 */
final class PinyinReadings {

    /** By character, an index into the other two; 0 for a character without a reading. */
    private final short[] sets;

    private final String[][] readings;
    /** A bit for each letter that a reading begins with. */
    private final int[] initials;

    private PinyinReadings(short[] sets, String[][] readings) {
        this.sets = sets;
        this.readings = readings;
        this.initials = new int[readings.length];
        for (int set = 0; set < readings.length; set++) {
            for (var reading : readings[set]) {
                initials[set] |= 1 << (reading.charAt(0) - 'a');
            }
        }
    }

    /** Reads so many lines of a character and its readings. */
    static PinyinReadings read(BufferedReader lines, int size) throws IOException {
        var sets = new short[1 << Character.SIZE];
        var readings = new ArrayList<String[]>();
        readings.add(new String[0]);
        var index = new HashMap<String, Integer>();
        for (int i = 0; i < size; i++) {
            var line = DivisionFile.line(lines);
            var set = index.computeIfAbsent(line.substring(2), words -> {
                readings.add(words.split(" "));
                return readings.size() - 1;
            });
            sets[line.charAt(0)] = set.shortValue();
        }
        return new PinyinReadings(sets, readings.toArray(String[][]::new));
    }

    /** All readings; none for what is no Chinese character. */
    String[] of(char character) {
        return readings[sets[character]];
    }

    /** Whether a reading of the character begins with this letter of a to z. */
    boolean begins(char character, char letter) {
        return ((initials[sets[character]] >> (letter - 'a')) & 1) != 0;
    }
}
