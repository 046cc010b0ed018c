package cn.zhengping.bench;

import java.util.List;
import java.util.Locale;

/**
 * One row of the table.
 *
 * @param aim what the ratio is to be, or a dash where nothing is aimed at
 */
record Result(String what, String ours, String baseline, double ratio, String aim) {

    static final String HEAD = """
            | what | ours | baseline | ratio | aim |
            |---|---|---|---|---|""";

    String row() {
        return String.format(
                Locale.ROOT,
                ratio < 0.01 ? "| %s | %s | %s | %.4f | %s |" : "| %s | %s | %s | %.2f | %s |",
                what,
                ours,
                baseline,
                ratio,
                aim);
    }

    /** The middle one, or the upper one of the two in the middle. */
    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
