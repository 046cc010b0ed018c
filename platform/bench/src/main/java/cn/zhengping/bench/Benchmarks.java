package cn.zhengping.bench;

import cn.zhengping.spi.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the benchmarks that are asked for, all by default, and prints one table. */
public final class Benchmarks {

    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream PROGRESS = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private Benchmarks() {}

    /** What can be asked for. */
    private enum Benchmark {
        SCORING(null) {
            @Override
            List<Result> run(boolean quick) throws Exception {
                return ScoringBenchmark.run(quick);
            }
        },
        COUNTRY(null) {
            @Override
            List<Result> run(boolean quick) {
                return CountryBenchmark.run(quick);
            }
        },
        PROVISIONING("psql") {
            @Override
            List<Result> run(boolean quick) throws Exception {
                return ProvisioningBenchmark.run(quick);
            }
        },
        POINT_READ("pgbench") {
            @Override
            List<Result> run(boolean quick) throws Exception {
                return PointReadBenchmark.run(quick);
            }
        },
        SEARCH(null) {
            @Override
            List<Result> run(boolean quick) throws Exception {
                return SearchBenchmark.run(quick);
            }
        },
        ELASTICSEARCH(null) {
            @Override
            Optional<String> missing() {
                return ElasticsearchBenchmark.missing().map(what -> text("SKIPPED", word(), what));
            }

            @Override
            List<Result> run(boolean quick) throws Exception {
                return ElasticsearchBenchmark.run(quick);
            }
        };

        private final Optional<String> tool;

        Benchmark(@Nullable String tool) {
            this.tool = Optional.ofNullable(tool);
        }

        abstract List<Result> run(boolean quick) throws Exception;

        /** Why it cannot run here. */
        Optional<String> missing() {
            return tool.filter(each -> !Program.isOnPath(each)).map(each -> text("TOOL_MISSING", word(), each));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Benchmark> of(String word) {
            return Arrays.stream(values())
                    .filter(benchmark -> benchmark.word().equals(word))
                    .findFirst();
        }
    }

    public static void main(String[] arguments) throws Exception {
        var quick = false;
        var chosen = new LinkedHashSet<Benchmark>();
        for (var argument : arguments) {
            var benchmark = Benchmark.of(argument);
            if (benchmark.isPresent()) {
                chosen.add(benchmark.get());
            } else if (argument.equals("--quick")) {
                quick = true;
            } else {
                say("ARGUMENT_UNKNOWN", argument);
                System.exit(2);
            }
        }
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var results = new ArrayList<Result>();
        for (var benchmark : chosen.isEmpty() ? List.of(Benchmark.values()) : chosen) {
            var missing = benchmark.missing();
            if (missing.isPresent()) {
                PROGRESS.println(missing.get());
            } else {
                say("RUNNING", benchmark.word());
                results.addAll(benchmark.run(quick));
            }
        }
        OUT.println(Result.HEAD);
        results.forEach(result -> OUT.println(result.row()));
        OUT.println();
        OUT.println(machine(load, quick));
        // The application's own threads may linger.
        System.exit(0);
    }

    private static String machine(double load, boolean quick) throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, load %.1f before the run, %s %s, Java %s%s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                load,
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version(),
                quick ? ", --quick: not to be quoted" : "");
    }

    private static String processor() throws IOException {
        var file = Path.of("/proc/cpuinfo");
        return Files.notExists(file)
                ? System.getProperty("os.arch")
                : Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                        .orElse(System.getProperty("os.arch"));
    }

    private static void say(String key, Object... arguments) {
        PROGRESS.println(text(key, arguments));
    }

    /** Chinese first, then English. */
    private static String text(String key, Object... arguments) {
        var message = Message.of("cn.zhengping.bench.messages", key, arguments);
        return message.in(Locale.CHINESE) + " / " + message.in(Locale.ENGLISH);
    }
}
