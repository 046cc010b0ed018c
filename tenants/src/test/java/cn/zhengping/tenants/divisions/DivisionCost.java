package cn.zhengping.tenants.divisions;

import java.util.Locale;

/** Prints the heap and the time that the directory takes, for docs/decisions/0003-division-directory.md, which says how to run it. */
final class DivisionCost {

    private DivisionCost() {}

    public static void main(String[] arguments) {
        var start = usedHeap();
        var loading = System.nanoTime();
        var directory = DivisionDirectory.load();
        report("without villages", loading, start);
        System.out.printf(Locale.ROOT, "%-24s %,d bytes in arrays%n", "", directory.bytes());
        loading = System.nanoTime();
        directory.get(new DivisionCode("512022105001"));
        report("with villages", loading, start);
        System.out.printf(Locale.ROOT, "%-24s %,d bytes in arrays%n", "", directory.bytes());
        for (var text : new String[] {"船山", "csq", "lezhi", "村", "zhen"}) {
            for (int warm = 0; warm < 5; warm++) {
                directory.search(text, 10);
            }
            loading = System.nanoTime();
            var found = directory.search(text, 10);
            System.out.printf(Locale.ROOT, "%-24s %6.1f ms  %s%n", "search " + text, millis(loading), found);
        }
        report("after searching", System.nanoTime(), start);
    }

    private static void report(String what, long since, long before) {
        var time = millis(since);
        System.out.printf(Locale.ROOT, "%-24s %6.1f ms, heap %,d bytes%n", what, time, usedHeap() - before);
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static long usedHeap() {
        var runtime = Runtime.getRuntime();
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
