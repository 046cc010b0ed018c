package cn.zhengping.tenants.divisions;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Prints the heap and the time that the directory takes, for docs/decisions/0003-division-directory.md, which says how to run it. */
final class DivisionCost {

    private DivisionCost() {}

    public static void main(String[] arguments) {
        var before = usedHeap();
        var directory = timed("load without villages", DivisionDirectory::load);
        report(directory, before);
        timed("load villages", () -> directory.get(new DivisionCode("512022105001")));
        report(directory, before);
        for (var text : List.of("船山", "csq", "lezhi", "村", "zhen")) {
            for (int warm = 0; warm < 10; warm++) {
                directory.search(text, 10);
            }
            timed("search " + text, () -> directory.search(text, 10));
        }
    }

    private static <T> T timed(String what, Supplier<T> work) {
        var threads = ManagementFactory.getThreadMXBean();
        var wall = System.nanoTime();
        var processor = threads.getCurrentThreadCpuTime();
        var result = work.get();
        processor = threads.getCurrentThreadCpuTime() - processor;
        wall = System.nanoTime() - wall;
        System.out.printf(Locale.ROOT, "%-24s %7.1f ms, of processor %7.1f ms%n", what, wall / 1e6, processor / 1e6);
        return result;
    }

    private static void report(DivisionDirectory directory, long before) {
        var heap = usedHeap() - before;
        System.out.printf(Locale.ROOT, "%-24s %,d bytes, in arrays %,d%n", "heap", heap, directory.bytes());
    }

    private static long usedHeap() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
