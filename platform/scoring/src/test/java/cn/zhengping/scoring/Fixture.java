package cn.zhengping.scoring;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.answer.Answer.Member;
import cn.zhengping.spi.answer.Answer.Met.Verdict;
import cn.zhengping.spi.answer.Answer.Quantity;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Bound;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.EvidenceBasis;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import cn.zhengping.spi.standard.Standard;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Short words for standards and answers. */
final class Fixture {

    static final LocalDate TODAY = LocalDate.of(2023, 11, 20);
    static final ScoringContext CONTEXT = ScoringContext.of(TODAY, UnitKind.TOWNSHIP_CENTRE);
    static final Rule.Met MET_RULE = new Rule.Met(List.of());
    static final Answer MET = new Answer.Met(Verdict.MET, null);
    static final Answer NOT_MET = new Answer.Met(Verdict.NOT_MET, null);

    private Fixture() {}

    static LocalizedText text(String chinese) {
        return LocalizedText.ofChinese(chinese);
    }

    static Score score(String exact) {
        return Score.parse(exact);
    }

    static Criterion criterion(String id, @Nullable String points, Rule rule) {
        return criterion(id, points, rule, AppliesTo.ALL, NotApplicable.REFUSED);
    }

    static Criterion criterion(String id, @Nullable String points, Rule rule, NotApplicable notApplicable) {
        return criterion(id, points, rule, AppliesTo.ALL, notApplicable);
    }

    static Criterion criterion(String id, @Nullable String points, Rule rule, AppliesTo appliesTo) {
        return criterion(id, points, rule, appliesTo, NotApplicable.REFUSED);
    }

    static Criterion criterion(
            String id, @Nullable String points, Rule rule, AppliesTo appliesTo, NotApplicable notApplicable) {
        return new Criterion(
                id,
                text("条文" + id),
                points == null ? null : Points.parse(points),
                rule,
                new EvidenceBasis(null, false),
                appliesTo,
                notApplicable,
                new SourceRef("paper", null, id));
    }

    /** One section with one item. */
    static Standard standard(@Nullable String total, Criterion... criteria) {
        return standard("0", total, List.of(section("s", criteria)), List.of());
    }

    static Standard standard(String base, @Nullable String total, List<Section> sections, List<Cap> caps) {
        return new Standard(
                "standard",
                "2023",
                text("标准"),
                Set.of(UnitKind.TOWNSHIP_CENTRE),
                Points.parse(base),
                total == null ? null : Points.parse(total),
                sections,
                caps,
                List.of(new SourceDocument("paper", "文件", null, "县", null)),
                List.of(),
                null);
    }

    static Section section(String id, Criterion... criteria) {
        return new Section(
                id, text("章" + id), null, List.of(new Item(id + ".i", text("项"), null, List.of(criteria), null)));
    }

    static Scorer scorer(@Nullable String total, Criterion... criteria) {
        return Scorer.of(standard(total, criteria), List.of());
    }

    /** Of a sheet with this one criterion. */
    static CriterionScore scored(Criterion criterion, Answer answer) {
        return scored(criterion, answer, CONTEXT);
    }

    static CriterionScore scored(Criterion criterion, Answer answer, ScoringContext context) {
        return scorer(null, criterion)
                .score(Map.of(criterion.id(), answer), context)
                .criteria()
                .getFirst();
    }

    static CriterionScore criterion(ScoreResult result, String id) {
        return result.criteria().stream()
                .filter(each -> each.criterion().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** The reasons, as an official reads them. */
    static List<String> reasons(CriterionScore score) {
        return score.reasons().stream().map(reason -> reason.in(Locale.CHINESE)).toList();
    }

    static Option option(String id) {
        return new Option(id, text("选项" + id));
    }

    static Bound atLeast(String id, String limit, String unit) {
        return new Bound(id, text("指标" + id), unit, Bound.Comparison.AT_LEAST, new BigDecimal(limit));
    }

    static Bound atMost(String id, String limit, String unit) {
        return new Bound(id, text("指标" + id), unit, Bound.Comparison.AT_MOST, new BigDecimal(limit));
    }

    static Quantity quantity(String value, String unit) {
        return new Quantity(new BigDecimal(value), unit);
    }

    static Rule.MemberClass memberClass(String id, String points) {
        return new Rule.MemberClass(id, text("类" + id), Points.parse(points), null, false);
    }

    static Answer members(Member... members) {
        return new Answer.Members(Arrays.asList(members));
    }

    static Member member(String memberClass, @Nullable String date) {
        return member(memberClass, date, null);
    }

    static Member member(String memberClass, @Nullable String date, @Nullable String key) {
        return new Member(memberClass, date == null ? null : LocalDate.parse(date), key, null);
    }

    static Rule.Deduct deduct(String... pointsOfVariants) {
        return new Rule.Deduct(variants(pointsOfVariants), List.of(), null, List.of(), false);
    }

    /** With the ids v1, v2 and so on. */
    static List<Rule.Variant> variants(String... points) {
        return IntStream.range(0, points.length)
                .mapToObj(i -> new Rule.Variant("v" + (i + 1), text("情形" + (i + 1)), Points.parse(points[i])))
                .toList();
    }

    static Answer incidents(Incident... incidents) {
        return new Answer.Incidents(Arrays.asList(incidents));
    }

    static Incident incident(String date, @Nullable String variant) {
        return new Incident(LocalDate.parse(date), variant, null, null, null, null, null);
    }

    static Cap cap(String id, Cap.Scope scope, String most, String... criteria) {
        return new Cap(id, scope, Set.of(criteria), Points.parse(most));
    }

    static Rule.Term term(Rule.Term.From from, String name, String times, @Nullable String atMost) {
        return new Rule.Term(from, name, new BigDecimal(times), atMost == null ? null : Points.parse(atMost));
    }

    static Rule derived(Rule.Term... terms) {
        return new Rule.Derived(List.of(terms));
    }
}
