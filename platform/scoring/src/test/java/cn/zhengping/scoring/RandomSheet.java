package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.GateFinding;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.answer.Answer.Member;
import cn.zhengping.spi.answer.Answer.Met.Verdict;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.CheckPart;
import cn.zhengping.spi.standard.Rule.Term.From;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import cn.zhengping.spi.standard.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.jspecify.annotations.Nullable;

/**
 * A standard over all rules, drawn at random, with a complete sheet of valid answers to it. Its first criterion is always
 * a {@code met} rule of one point, so that something is left to scale by and to improve.
 */
record RandomSheet(Standard standard, Map<String, Answer> answers, ScoringContext context) {

    static final CodedRule FUNCTION = new CodedRule() {
        @Override
        public String function() {
            return "as-said";
        }

        @Override
        public Result score(Criterion criterion, Answer.Values values) {
            return new Result(
                    Points.of(values.quantities().getOrDefault("n", BigDecimal.ZERO)),
                    new LocalizedText("如所填", "as said"));
        }
    };

    Scorer scorer() {
        return Scorer.of(standard, List.of(FUNCTION));
    }

    ScoreResult score() {
        return scorer().score(answers, context);
    }

    RandomSheet with(Map<String, Answer> others) {
        return new RandomSheet(standard, others, context);
    }

    /** Shrinks to small seeds only; the failing sheet is printed whole. */
    static Arbitrary<RandomSheet> sheets() {
        return Arbitraries.randomValue(random -> new Draw(random).sheet());
    }

    /** Draws one sheet. */
    private static final class Draw {

        private final Random random;
        private final Map<String, Answer> answers = new LinkedHashMap<>();
        private final List<Criterion> criteria = new ArrayList<>();

        Draw(Random random) {
            this.random = random;
        }

        RandomSheet sheet() {
            add("1", MET_RULE, met(false));
            var count = random.nextInt(14);
            for (var i = 0; i < count; i++) {
                draw(one(List.of(RuleKind.values())));
            }
            var sections = sections();
            var last = "0";
            if (random.nextBoolean()) {
                last = points(20);
                sections.add(section("derived", criterion("derived", last, derived())));
            }
            var base = points(100);
            var total = new BigDecimal(base).add(new BigDecimal(last));
            for (var criterion : criteria) {
                if (criterion.points() != null) {
                    total = total.add(criterion.points().toDecimal());
                }
            }
            return new RandomSheet(
                    Fixture.standard(base, total.toPlainString(), sections, caps()),
                    answers,
                    new ScoringContext(
                            TODAY,
                            UnitKind.TOWNSHIP_CENTRE,
                            Set.of("lead"),
                            Set.of("i1", "i2", "i3", "i4", "i5"),
                            Map.of("x", Score.parse(points(50)).dividedBy(1 + random.nextInt(9))),
                            maybe(period())));
        }

        private List<Section> sections() {
            var split = 1 + random.nextInt(criteria.size());
            var sections = new ArrayList<Section>();
            sections.add(section("s0", criteria.subList(0, split).toArray(Criterion[]::new)));
            if (split < criteria.size()) {
                sections.add(
                        section("s1", criteria.subList(split, criteria.size()).toArray(Criterion[]::new)));
            }
            return sections;
        }

        private Rule derived() {
            return Fixture.derived(
                    term(From.SECTION, "s0", points(2), random.nextBoolean() ? points(10) : null),
                    term(From.CRITERION, "c0", points(2), null),
                    term(From.INPUT, "x", points(2), null));
        }

        /** Nested: each over the first so many criteria. */
        private List<Cap> caps() {
            var caps = new ArrayList<Cap>();
            for (var i = random.nextInt(4); i > 0; i--) {
                var scope = one(List.of(Cap.Scope.values()));
                var members = criteria.subList(0, 1 + random.nextInt(criteria.size())).stream()
                        .map(Criterion::id)
                        .collect(Collectors.toSet());
                caps.add(new Cap("cap" + i, scope, members, Points.parse(points(30))));
            }
            return caps;
        }

        private void add(@Nullable String points, Rule rule, Answer answer) {
            var id = "c" + criteria.size();
            var policy = one(List.of(NotApplicable.values()));
            var absent = policy != NotApplicable.REFUSED && !criteria.isEmpty() && random.nextInt(4) == 0;
            criteria.add(Fixture.criterion(id, points, rule, policy));
            answers.put(id, absent ? new Answer.NotApplicable("没有此项业务") : answer);
        }

        private void draw(RuleKind kind) {
            switch (kind) {
                case MET -> add(maybe(points(10)), new Rule.Met(List.of(option("o"))), met(random.nextInt(3) == 0));
                case TIERS -> tiers();
                case EACH -> each();
                case MISSING -> missing();
                case MEASURED ->
                    add(
                            maybe(points(10)),
                            new Rule.Measured(List.of(atLeast("a", points(9), "次"), atMost("b", points(9), "天"))),
                            new Answer.Measured(Map.of("a", quantity(points(9), "次"), "b", quantity(points(9), "天"))));
                case JUDGED -> {
                    var most = points(10);
                    add(most, new Rule.Judged(null), new Answer.Judged(upTo(most), "理由"));
                }
                case CHECK -> check();
                case DEDUCT -> deducting();
                case GATE -> gate();
                case DERIVED, EXPRESSION -> {
                    var most = points(10);
                    var cel = "f && n > 500 ? (n < %1$d ? n : %1$d) : 0"
                            .formatted(Points.parse(most).thousandths());
                    var values = new Answer.Values(
                            Map.of("n", new BigDecimal(points(20))), Map.of("f", random.nextBoolean()));
                    add(most, new Rule.Expression(cel, List.of(number(), flag())), values);
                }
                case CODED -> {
                    var most = points(10);
                    var values = new Answer.Values(
                            Map.of("n", new BigDecimal(upTo(most).toString())), Map.of());
                    add(most, new Rule.Coded("as-said", List.of(number())), values);
                }
            }
        }

        private Answer met(boolean exempt) {
            return exempt ? new Answer.Met(Verdict.EXEMPT, "o") : random.nextBoolean() ? MET : NOT_MET;
        }

        private void tiers() {
            var most = points(10);
            var half = Points.parse(most).thousandths() / 2;
            var tiers = List.of(
                    new Rule.Tier("high", text("高"), Points.parse(most)),
                    new Rule.Tier("half", text("中"), new Points(half)),
                    new Rule.Tier("none", text("无"), Points.ZERO));
            add(most, new Rule.Tiers(tiers), new Answer.Tier(one(List.of("high", "half", "none"))));
        }

        private void each() {
            var classes = List.of(
                    memberClass("a", points(3)),
                    new Rule.MemberClass("b", text("乙"), Points.parse(points(3)), 1 + random.nextInt(3), false));
            var members = new ArrayList<Member>();
            for (var i = random.nextInt(7); i > 0; i--) {
                members.add(new Member(one(List.of("a", "b")), date(), maybe(one(List.of("k1", "k2"))), maybe("某事")));
            }
            add(
                    points(10),
                    new Rule.Each(
                            classes,
                            random.nextBoolean() ? 2 : null,
                            random.nextBoolean(),
                            maybe(1 + random.nextInt(4))),
                    new Answer.Members(members));
        }

        private void missing() {
            var fromCatalogue = random.nextBoolean();
            var ids = List.of("i1", "i2", "i3");
            add(
                    points(10),
                    new Rule.Missing(
                            Points.parse(points(4)),
                            fromCatalogue
                                    ? List.of()
                                    : ids.stream().map(Fixture::option).toList()),
                    new Answer.Missing(Set.copyOf(ids.subList(0, random.nextInt(4)))));
        }

        private void check() {
            var parts = List.<CheckPart>of(
                    new CheckPart.Quantity(atLeast("q", "5", "个")),
                    new CheckPart.Listed("l", text("制度"), List.of(option("x"), option("y")), 1),
                    new CheckPart.Monthly("m", text("办件"), "件", 1));
            var holds = random.nextBoolean();
            add(
                    null,
                    new Rule.Check(parts),
                    new Answer.Checked(
                            holds ? Finding.MET : Finding.NOT_MET,
                            one(List.of(Method.values())),
                            Map.of(
                                    "q", new PartFinding.Measured(quantity(holds ? "5" : "4.5", "个")),
                                    "l", new PartFinding.Present(holds ? Set.of("y", "x") : Set.of()),
                                    "m",
                                            new PartFinding.Counts(Map.of(
                                                    YearMonth.of(2023, 1), 3, YearMonth.of(2023, 2), holds ? 1 : 0)))));
        }

        private void deducting() {
            var rule = new Rule.Deduct(
                    variants(points(5), points(5)),
                    List.of(new Rule.Multiple("twice", text("两次"), 2)),
                    new Rule.Raised(text("造成不良影响"), Points.of(6), Points.of(9)),
                    List.of(new Rule.Consequence(
                            Rule.Consequence.Kind.REFERRED_TO_DISCIPLINE,
                            text("移交纪委处理"),
                            1 + random.nextInt(3),
                            random.nextBoolean())),
                    false);
            var incidents = new ArrayList<Incident>();
            for (var i = random.nextInt(4); i > 0; i--) {
                var raised = random.nextInt(4) == 0;
                incidents.add(new Incident(
                        date(),
                        one(List.of("v1", "v2")),
                        maybe("twice"),
                        raised ? Points.of(7) : null,
                        raised ? "被通报" : null,
                        null,
                        null));
            }
            add(maybe(points(10)), rule, new Answer.Incidents(incidents));
        }

        private void gate() {
            add(
                    null,
                    new Rule.Gate(
                            List.of(new Rule.Requirement("age", text("年龄"), true, atMost("age", "45", "岁"))),
                            List.of(new Rule.Requirement("out", text("排除"), false, null))),
                    new Answer.Gated(Map.of(
                            "age", new GateFinding(true, quantity(one(List.of("44", "46")), "岁"), maybe("骨干")),
                            "out", new GateFinding(random.nextBoolean(), null, null))));
        }

        private static Variable number() {
            return new Variable("n", text("数"), Variable.Type.QUANTITY, null, BigDecimal.ZERO, null);
        }

        private static Variable flag() {
            return new Variable("f", text("是否"), Variable.Type.FLAG, null, null, null);
        }

        private LocalDate date() {
            return TODAY.minusDays(random.nextInt(1_200));
        }

        /** A positive amount with up to three decimals. */
        private String points(int most) {
            return new Points(1 + random.nextInt(most * 1_000)).toString();
        }

        private Points upTo(String most) {
            return new Points(random.nextLong(Points.parse(most).thousandths() + 1));
        }

        private ScoringContext.Period period() {
            var from = date();
            return new ScoringContext.Period(from, from.plusDays(1 + random.nextInt(500)));
        }

        private <T> @Nullable T maybe(T value) {
            return random.nextBoolean() ? value : null;
        }

        private <T> T one(List<T> choices) {
            return choices.get(random.nextInt(choices.size()));
        }
    }
}
