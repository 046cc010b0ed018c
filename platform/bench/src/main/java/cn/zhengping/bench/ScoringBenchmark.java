package cn.zhengping.bench;

import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.testkit.BestAnswers;
import cn.zhengping.testkit.FilledSheet;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A full sheet of 示范便民服务中心, scored and explained, against a loop that only adds the same points up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ScoringBenchmark {

    private static final String STANDARD = "model-township-centre";
    private static final int SERVICE_ITEMS = 40;

    private final Scorer scorer;
    private final FilledSheet sheet;
    private final Points[] points;

    public ScoringBenchmark() {
        scorer = PackagedRegion.scorer(STANDARD);
        sheet = BestAnswers.of(
                scorer,
                new ScoringContext(
                        LocalDate.of(2025, 12, 31),
                        UnitKind.TOWNSHIP_CENTRE,
                        Set.of(),
                        IntStream.rangeClosed(1, SERVICE_ITEMS)
                                .mapToObj(number -> "item-" + number)
                                .collect(Collectors.toSet()),
                        Map.of()));
        var result = sheet.scoredBy(scorer);
        points = result.criteria().stream()
                .map(score ->
                        Points.parse(Objects.requireNonNull(score.points()).exact()))
                .toArray(Points[]::new);
        var sum = Points.sum(List.of(points));
        if (result.total() == null || !result.total().exact().equals(sum.toString())) {
            throw new IllegalStateException(
                    "The points of the criteria make %s, the sheet has %s".formatted(sum, result.total()));
        }
    }

    @Benchmark
    public ScoreResult scored() {
        return scorer.score(sheet.answers(), sheet.context());
    }

    @Benchmark
    public Points added() {
        var sum = Points.ZERO;
        for (var each : points) {
            sum = sum.plus(each);
        }
        return sum;
    }

    static List<Result> run(boolean quick) throws RunnerException {
        var options = new OptionsBuilder()
                .include(ScoringBenchmark.class.getName() + "\\.")
                .jvmArgsAppend("-Dlogback.configurationFile=cn/zhengping/bench/logback-silent.xml")
                .forks(quick ? 1 : 2)
                .warmupIterations(quick ? 2 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 2 : 5)
                .measurementTime(TimeValue.seconds(1))
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        var results = new Runner(options.build()).run();
        var perSecond = results.stream()
                .map(run -> run.getPrimaryResult())
                .collect(Collectors.toMap(result -> result.getLabel(), result -> result));
        var scored = Objects.requireNonNull(perSecond.get("scored"));
        var added = Objects.requireNonNull(perSecond.get("added"));
        return List.of(new Result(
                "scoring a full sheet of `" + STANDARD + "` / only adding its points",
                rate(scored.getScore(), scored.getScoreError()),
                rate(added.getScore(), added.getScoreError()),
                scored.getScore() / added.getScore(),
                "–"));
    }

    private static String rate(double score, double error) {
        return String.format(Locale.ROOT, "%,.0f ± %,.0f /s", score, error);
    }
}
