package cn.zhengping.app.reviews;

import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.PartFinding;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** An answer as it goes out over GraphQL: maps are lists by id, and each kind bears the name of its type in the schema. */
sealed interface AnswerView {

    record MetAnswer(Answer.Met.Verdict verdict, @Nullable String exemption) implements AnswerView {}

    record TierAnswer(String tier) implements AnswerView {}

    record MembersAnswer(List<Answer.Member> members) implements AnswerView {}

    record MissingAnswer(List<String> missing) implements AnswerView {}

    record MeasuredAnswer(List<QuantityView> quantities) implements AnswerView {}

    record JudgedAnswer(Points points, String reason) implements AnswerView {}

    record CheckedAnswer(Finding finding, Method method, List<PartView> parts) implements AnswerView {}

    record IncidentsAnswer(List<Answer.Incident> incidents) implements AnswerView {}

    record GatedAnswer(List<GateFindingView> findings) implements AnswerView {}

    record ValuesAnswer(List<NumberView> quantities, List<FlagView> flags) implements AnswerView {}

    record NotApplicableAnswer(String reason) implements AnswerView {}

    record QuantityView(String id, BigDecimal value, String unit) {}

    record MonthView(String month, int count) {}

    /** The kinds laid over one another: exactly one of the last three is there. */
    record PartView(
            String id,
            Answer.@Nullable Quantity measured,
            @Nullable List<String> present,
            @Nullable List<MonthView> months) {}

    record GateFindingView(
            String id,
            boolean holds,
            Answer.@Nullable Quantity quantity,
            @Nullable String exceptedBecause) {}

    record NumberView(String id, BigDecimal value) {}

    record FlagView(String id, boolean value) {}

    static AnswerView of(Answer answer) {
        return switch (answer) {
            case Answer.Met met -> new MetAnswer(met.verdict(), met.exemption());
            case Answer.Tier tier -> new TierAnswer(tier.tier());
            case Answer.Members members -> new MembersAnswer(members.members());
            case Answer.Missing missing ->
                new MissingAnswer(missing.missing().stream().sorted().toList());
            case Answer.Measured measured ->
                new MeasuredAnswer(list(
                        measured.quantities(),
                        (id, quantity) -> new QuantityView(id, quantity.value(), quantity.unit())));
            case Answer.Judged judged -> new JudgedAnswer(judged.points(), judged.reason());
            case Answer.Checked checked ->
                new CheckedAnswer(checked.finding(), checked.method(), list(checked.parts(), AnswerView::part));
            case Answer.Incidents incidents -> new IncidentsAnswer(incidents.incidents());
            case Answer.Gated gated ->
                new GatedAnswer(list(
                        gated.findings(),
                        (id, found) ->
                                new GateFindingView(id, found.holds(), found.quantity(), found.exceptedBecause())));
            case Answer.Values values ->
                new ValuesAnswer(list(values.quantities(), NumberView::new), list(values.flags(), FlagView::new));
            case Answer.NotApplicable notApplicable -> new NotApplicableAnswer(notApplicable.reason());
        };
    }

    private static PartView part(String id, PartFinding finding) {
        return switch (finding) {
            case PartFinding.Measured measured -> new PartView(id, measured.quantity(), null, null);
            case PartFinding.Present present ->
                new PartView(id, null, present.entries().stream().sorted().toList(), null);
            case PartFinding.Counts counts ->
                new PartView(
                        id,
                        null,
                        null,
                        counts.months().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> new MonthView(entry.getKey().toString(), entry.getValue()))
                                .toList());
        };
    }

    private static <V, R> List<R> list(Map<String, V> map, BiFunction<String, V, R> view) {
        return map.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> view.apply(entry.getKey(), entry.getValue()))
                .toList();
    }
}
