package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.PartFinding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An answer as it comes in over GraphQL: exactly one of the fields is there. */
record AnswerInput(
        @Nullable MetInput met,
        @Nullable String tier,
        @Nullable List<MemberInput> members,
        @Nullable List<String> missing,
        @Nullable List<QuantityInput> measured,
        @Nullable JudgedInput judged,
        @Nullable CheckedInput checked,
        @Nullable List<IncidentInput> incidents,
        @Nullable List<GateFindingInput> gated,
        @Nullable ValuesInput values,
        @Nullable String notApplicable) {

    record MetInput(Answer.Met.Verdict verdict, @Nullable String exemption) {}

    record MemberInput(
            String memberClass,
            @Nullable LocalDate date,
            @Nullable String key,
            @Nullable String text) {}

    record QuantityInput(String id, BigDecimal value, String unit) {
        Answer.Quantity toQuantity() {
            return new Answer.Quantity(value, unit);
        }
    }

    record JudgedInput(Points points, String reason) {}

    record AmountInput(BigDecimal value, String unit) {
        Answer.Quantity toQuantity() {
            return new Answer.Quantity(value, unit);
        }
    }

    record MonthInput(String month, int count) {}

    record FoundInput(
            @Nullable AmountInput measured,
            @Nullable List<String> present,
            @Nullable List<MonthInput> months) {}

    record PartInput(String id, FoundInput found) {}

    record CheckedInput(Finding finding, Method method, List<PartInput> parts) {}

    record IncidentInput(
            LocalDate date,
            @Nullable String variant,
            @Nullable String multiple,
            @Nullable Points raisedTo,
            @Nullable String reason,
            @Nullable String provedCriterion,
            @Nullable String provedVariant) {}

    record GateFindingInput(
            String id,
            boolean holds,
            @Nullable AmountInput quantity,
            @Nullable String exceptedBecause) {}

    record NumberInput(String id, BigDecimal value) {}

    record FlagInput(String id, boolean value) {}

    record ValuesInput(List<NumberInput> quantities, List<FlagInput> flags) {}

    /** @throws PlatformException {@code ID_TWICE}, {@code MONTH_ILL_FORMED} */
    Answer toAnswer() {
        if (met != null) {
            return new Answer.Met(met.verdict(), met.exemption());
        }
        if (tier != null) {
            return new Answer.Tier(tier);
        }
        if (members != null) {
            return new Answer.Members(members.stream()
                    .map(member -> new Answer.Member(member.memberClass(), member.date(), member.key(), member.text()))
                    .toList());
        }
        if (missing != null) {
            return new Answer.Missing(set(missing));
        }
        if (measured != null) {
            return new Answer.Measured(map(measured, QuantityInput::id, QuantityInput::toQuantity));
        }
        if (judged != null) {
            return new Answer.Judged(judged.points(), judged.reason());
        }
        if (checked != null) {
            return new Answer.Checked(
                    checked.finding(), checked.method(), map(checked.parts(), PartInput::id, AnswerInput::part));
        }
        if (incidents != null) {
            return new Answer.Incidents(incidents.stream()
                    .map(incident -> new Answer.Incident(
                            incident.date(),
                            incident.variant(),
                            incident.multiple(),
                            incident.raisedTo(),
                            incident.reason(),
                            incident.provedCriterion(),
                            incident.provedVariant()))
                    .toList());
        }
        if (gated != null) {
            return new Answer.Gated(map(
                    gated,
                    GateFindingInput::id,
                    found -> new Answer.GateFinding(
                            found.holds(),
                            found.quantity() == null ? null : found.quantity().toQuantity(),
                            found.exceptedBecause())));
        }
        if (values != null) {
            return new Answer.Values(
                    map(values.quantities(), NumberInput::id, NumberInput::value),
                    map(values.flags(), FlagInput::id, FlagInput::value));
        }
        if (notApplicable != null) {
            return new Answer.NotApplicable(notApplicable);
        }
        throw new IllegalStateException("the schema's @oneOf lets nothing else through");
    }

    private static PartFinding part(PartInput part) {
        var found = part.found();
        if (found.measured() != null) {
            return new PartFinding.Measured(found.measured().toQuantity());
        }
        if (found.present() != null) {
            return new PartFinding.Present(set(found.present()));
        }
        if (found.months() != null) {
            return new PartFinding.Counts(map(found.months(), month -> month(month.month()), MonthInput::count));
        }
        throw new IllegalStateException("the schema's @oneOf lets nothing else through");
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException illFormed) {
            throw new PlatformException(ReviewError.MONTH_ILL_FORMED, text);
        }
    }

    private static Set<String> set(List<String> ids) {
        var set = new HashSet<String>();
        for (var id : ids) {
            if (!set.add(id)) {
                throw new PlatformException(ReviewError.ID_TWICE, id);
            }
        }
        return set;
    }

    private static <T, K, V> Map<K, V> map(List<T> entries, Function<T, K> key, Function<T, V> value) {
        var map = new HashMap<K, V>();
        for (var entry : entries) {
            if (map.put(key.apply(entry), value.apply(entry)) != null) {
                throw new PlatformException(
                        ReviewError.ID_TWICE, key.apply(entry).toString());
            }
        }
        return map;
    }
}
