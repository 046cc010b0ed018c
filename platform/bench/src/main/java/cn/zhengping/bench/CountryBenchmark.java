package cn.zhengping.bench;

import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.scoring.Totals;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.tenants.divisions.DivisionCode;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import cn.zhengping.tenants.divisions.DivisionLevel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The totals of every township centre and every village station of the country, on random complete sheets, against a loop
 * that only adds the points that the same sheets earn. One thread; both must come to the same totals.
 */
final class CountryBenchmark {

    private static final int UNITS_AT_ONCE = 10_000;
    private static final long SEED = 20231110;
    private static final LocalDate TODAY = LocalDate.of(2023, 11, 20);
    private static final Set<String> CATALOGUE =
            IntStream.rangeClosed(1, 40).mapToObj(number -> "item-" + number).collect(Collectors.toUnmodifiableSet());

    private CountryBenchmark() {}

    /** Nanoseconds. */
    private record Times(long units, long scored, long added) {
        Times plus(Times other) {
            return new Times(units + other.units, scored + other.scored, added + other.added);
        }

        private String rate(long nanoseconds) {
            return String.format(Locale.ROOT, "%,.0f /s", units * 1e9 / nanoseconds);
        }
    }

    static List<Result> run(boolean quick) {
        var divisions = DivisionDirectory.shared();
        var townships = count(divisions, DivisionLevel.TOWNSHIP);
        var villages = count(divisions, DivisionLevel.VILLAGE);
        var centres = new Country("model-township-centre", UnitKind.TOWNSHIP_CENTRE);
        var stations = new Country("model-village-station", UnitKind.VILLAGE_STATION);
        // so that both loops are compiled before they count
        centres.score(UNITS_AT_ONCE * 4);
        stations.score(UNITS_AT_ONCE * 4);
        var times = centres.score(quick ? townships / 10 : townships)
                .plus(stations.score(quick ? villages / 10 : villages));
        return List.of(new Result(
                "totals of %,d township centres and %,d village stations / only adding their points"
                        .formatted(townships, villages),
                times.rate(times.scored),
                times.rate(times.added),
                (double) times.added / times.scored,
                "≥ 0.2"));
    }

    private static int count(DivisionDirectory divisions, DivisionLevel level) {
        return IntStream.range(11, 66)
                .mapToObj(province -> divisions.find(new DivisionCode(province + "0000")))
                .flatMap(Optional::stream)
                .mapToInt(province ->
                        divisions.descendants(province.code(), level).size())
                .sum();
    }

    /** All units of a kind, and their sheets. */
    private static final class Country {

        private final Totals totals;
        private final ScoringContext context;
        private final Random random = new Random(SEED);

        /** By criterion, what a reviewer may have answered and what it gives. */
        private final Map<String, List<Earned>> answers = new HashMap<>();

        private record Earned(Answer answer, Points points) {}

        Country(String standard, UnitKind kind) {
            var scorer = PackagedRegion.scorer(standard);
            totals = Totals.of(scorer);
            context = new ScoringContext(TODAY, kind, Set.of(), CATALOGUE, Map.of());
            scorer.standard()
                    .criteria()
                    .forEach(criterion -> answers.put(
                            criterion.id(),
                            answersTo(criterion).stream()
                                    .map(answer -> new Earned(
                                            answer,
                                            Points.parse(Objects.requireNonNull(
                                                            scorer.score(Map.of(criterion.id(), answer), context)
                                                                    .soFar())
                                                    .exact())))
                                    .toList()));
        }

        Times score(int units) {
            var times = new Times(0, 0, 0);
            for (var left = units; left > 0; left -= UNITS_AT_ONCE) {
                times = times.plus(scoreSome(Math.min(left, UNITS_AT_ONCE)));
            }
            return times;
        }

        private Times scoreSome(int units) {
            var sheets = new Totals.Answers[units];
            var earned = new Points[units][];
            for (var i = 0; i < units; i++) {
                var sheet = new HashMap<String, Answer>();
                var points = new ArrayList<Points>();
                answers.forEach((criterion, possible) -> {
                    var drawn = possible.get(random.nextInt(possible.size()));
                    sheet.put(criterion, drawn.answer());
                    points.add(drawn.points());
                });
                sheets[i] = totals.answers(sheet);
                earned[i] = points.toArray(Points[]::new);
            }
            var sums = new Points[units];
            var start = System.nanoTime();
            for (var i = 0; i < units; i++) {
                var sum = Points.ZERO;
                for (var each : earned[i]) {
                    sum = sum.plus(each);
                }
                sums[i] = sum;
            }
            var between = System.nanoTime();
            var results = new Score[units];
            for (var i = 0; i < units; i++) {
                results[i] = Objects.requireNonNull(totals.total(sheets[i], context));
            }
            var end = System.nanoTime();
            for (var i = 0; i < units; i++) {
                if (!Score.of(sums[i]).equals(results[i])) {
                    throw new IllegalStateException(
                            "The points make %s, the total is %s".formatted(sums[i], results[i]));
                }
            }
            return new Times(units, end - between, between - start);
        }

        private List<Answer> answersTo(Criterion criterion) {
            return switch (criterion.rule()) {
                case Rule.Met _ ->
                    List.of(
                            new Answer.Met(Answer.Met.Verdict.MET, null),
                            new Answer.Met(Answer.Met.Verdict.MET, null),
                            new Answer.Met(Answer.Met.Verdict.NOT_MET, null));
                case Rule.Tiers tiers ->
                    tiers.tiers().stream()
                            .<Answer>map(tier -> new Answer.Tier(tier.id()))
                            .toList();
                case Rule.Each each ->
                    IntStream.range(0, 16)
                            .<Answer>mapToObj(number -> members(each))
                            .toList();
                case Rule.Missing _ ->
                    IntStream.range(0, 12)
                            .<Answer>mapToObj(number -> new Answer.Missing(
                                    CATALOGUE.stream().limit(number).collect(Collectors.toSet())))
                            .toList();
                case Rule.Measured measured ->
                    IntStream.range(0, 8)
                            .<Answer>mapToObj(number -> new Answer.Measured(measured.bounds().stream()
                                    .collect(Collectors.toMap(
                                            bound -> bound.id(),
                                            bound -> new Answer.Quantity(BigDecimal.valueOf(number), bound.unit())))))
                            .toList();
                case Rule rule -> throw new IllegalStateException("No random answers to " + rule);
            };
        }

        private Answer members(Rule.Each each) {
            return new Answer.Members(IntStream.range(0, random.nextInt(6))
                    .mapToObj(number -> new Answer.Member(
                            each.classes()
                                    .get(random.nextInt(each.classes().size()))
                                    .id(),
                            TODAY.minusDays(random.nextInt(1000)),
                            null,
                            "第" + number + "项"))
                    .toList());
        }
    }
}
