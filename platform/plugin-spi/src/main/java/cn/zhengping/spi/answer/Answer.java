package cn.zhengping.spi.answer;

import cn.zhengping.spi.Points;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer found for one criterion. Whether it fits the criterion's rule is for the engine to say; a record here
 * only holds it.
 */
public sealed interface Answer {

    /** To a {@code Rule.Met}. */
    record Met(Verdict verdict, @Nullable String exemption) implements Answer {

        /** Whether it is met; {@link Verdict#EXEMPT} names an exemption of the rule and counts as met. */
        public enum Verdict {
            MET,
            NOT_MET,
            EXEMPT
        }
    }

    /** To a {@code Rule.Tiers}: the id of the tier that was reached. */
    record Tier(String tier) implements Answer {}

    /** To a {@code Rule.Each}. */
    record Members(List<Member> members) implements Answer {
        public Members {
            members = List.copyOf(members);
        }
    }

    /**
     * One thing that counts.
     *
     * @param memberClass id of a class of the rule
     * @param date required where the rule has a window or a cap has a period
     * @param key what is the same deed bears the same key
     * @param text what it is; required for an open class
     */
    record Member(
            String memberClass,
            @Nullable LocalDate date,
            @Nullable String key,
            @Nullable String text) {}

    /** To a {@code Rule.Missing}: ids of what is missing. */
    record Missing(Set<String> missing) implements Answer {
        public Missing {
            missing = Set.copyOf(missing);
        }
    }

    /** To a {@code Rule.Measured}: by id of the bound. */
    record Measured(Map<String, Quantity> quantities) implements Answer {
        public Measured {
            quantities = Map.copyOf(quantities);
        }
    }

    /** A number with its unit. */
    record Quantity(BigDecimal value, String unit) {}

    /** To a {@code Rule.Judged}. */
    record Judged(Points points, String reason) implements Answer {}

    /** To a {@code Rule.Check}; parts by their id. */
    record Checked(Finding finding, Method method, Map<String, PartFinding> parts) implements Answer {
        public Checked {
            parts = Map.copyOf(parts);
        }

        /** The finding. */
        public enum Finding {
            MET,
            NOT_MET,
            NOT_APPLICABLE
        }

        /** How it was found. */
        public enum Method {
            /** 抽样检查政府网站. */
            WEBSITE_SAMPLE,
            /** 实地验证. */
            ON_SITE,
            /** 咨询调研. */
            CONSULTATION,
            /** 实际测试流程. */
            PROCESS_TRIAL
        }
    }

    /** What was found for one part of a check. */
    sealed interface PartFinding {
        /** For a {@code CheckPart.Quantity}. */
        record Measured(Quantity quantity) implements PartFinding {}

        /** For a {@code CheckPart.Listed}: ids of the entries that are there. */
        record Present(Set<String> entries) implements PartFinding {
            public Present {
                entries = Set.copyOf(entries);
            }
        }

        /** For a {@code CheckPart.Monthly}: the count of each month of the period. */
        record Counts(Map<YearMonth, Integer> months) implements PartFinding {
            public Counts {
                months = Map.copyOf(months);
            }
        }
    }

    /** To a {@code Rule.Deduct}; an empty list says that nothing happened. */
    record Incidents(List<Incident> incidents) implements Answer {
        public Incidents {
            incidents = List.copyOf(incidents);
        }
    }

    /**
     * Something that happened.
     *
     * @param variant id of a variant of the rule; null where the rule has one variant only or only refers
     * @param multiple id of a multiple of the rule; null counts once
     * @param raisedTo points within the raised range; null where its trigger does not hold
     * @param reason in words; required with {@code raisedTo}
     * @param provedCriterion id of the deducting criterion that is proved, where the rule only refers
     * @param provedVariant id of its variant
     */
    record Incident(
            LocalDate date,
            @Nullable String variant,
            @Nullable String multiple,
            @Nullable Points raisedTo,
            @Nullable String reason,
            @Nullable String provedCriterion,
            @Nullable String provedVariant) {}

    /** To a {@code Rule.Gate}: a finding for every requirement and exclusion, by id. */
    record Gated(Map<String, GateFinding> findings) implements Answer {
        public Gated {
            findings = Map.copyOf(findings);
        }
    }

    /**
     * Whether a requirement or an exclusion holds.
     *
     * @param quantity where the requirement has a bound, which then decides
     * @param exceptedBecause the reason why it does not count against the unit; null for no exception
     */
    record GateFinding(
            boolean holds,
            @Nullable Quantity quantity,
            @Nullable String exceptedBecause) {}

    /** To a {@code Rule.Expression} or {@code Rule.Coded}: by id of the variable. */
    record Values(Map<String, BigDecimal> quantities, Map<String, Boolean> flags) implements Answer {
        public Values {
            quantities = Map.copyOf(quantities);
            flags = Map.copyOf(flags);
        }
    }

    /** Does not apply to this unit, where the criterion allows it. */
    record NotApplicable(String reason) implements Answer {}
}
