package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the answer to a criterion becomes points, a finding or a verdict. The set is closed; an engine reads it with one
 * exhaustive switch. Each rule takes the kind of {@link cn.zhengping.spi.answer.Answer} named beside it.
 */
public sealed interface Rule {

    /**
     * 得2分: all or nothing. Answered by {@code Answer.Met}.
     *
     * @param exemptions reasons that count as met: a station in a 党群服务中心 needs no sign
     */
    record Met(List<Option> exemptions) implements Rule {
        public Met {
            exemptions = List.copyOf(exemptions);
        }
    }

    /**
     * One of several levels. Answered by {@code Answer.Tier}.
     *
     * @param tiers highest first; the last one gives zero points, so that 'none reached' can always be answered
     */
    record Tiers(List<Tier> tiers) implements Rule {
        public Tiers {
            tiers = List.copyOf(tiers);
        }
    }

    /**
     * A level.
     *
     * @param id {@code none} is the one that a loader adds where the paper names no level for zero points
     */
    record Tier(String id, LocalizedText text, Points points) {}

    /**
     * So much for each member, up to the criterion's points, if it has any. Answered by {@code Answer.Members}.
     *
     * @param classes what a member can be
     * @param withinYears members older than this many years before the day of scoring do not count; null for no window
     * @param sameKeyOnceAtHighest members that bear the same key (the same deed at two levels) count once, at the highest
     * @param onceAYearInQuarter members of a calendar year count once, at the highest, in the period that holds the last
     *     day of this quarter, 1 to 4; null where each counts when it comes
     */
    record Each(
            List<MemberClass> classes,
            @Nullable Integer withinYears,
            boolean sameKeyOnceAtHighest,
            @Nullable Integer onceAYearInQuarter)
            implements Rule {
        public Each {
            classes = List.copyOf(classes);
        }
    }

    /**
     * A class of members.
     *
     * @param points for each member
     * @param atMost how many members of the class count; null for no limit
     * @param open whether a member has to say in words what it is (其它特色服务制度)
     */
    record MemberClass(
            String id,
            LocalizedText text,
            Points points,
            @Nullable Integer atMost,
            boolean open) {}

    /**
     * From the criterion's points, so much off for each thing that is missing, never below zero. Answered by
     * {@code Answer.Missing}.
     *
     * @param perItem off for each; null where the criterion has no points and any missing thing is a finding
     * @param expected what should be there; empty means the service items of the unit's published catalogue
     */
    record Missing(@Nullable Points perItem, List<Option> expected) implements Rule {
        public Missing {
            expected = List.copyOf(expected);
        }
    }

    /**
     * All quantities have to keep their limits. Answered by {@code Answer.Measured}.
     *
     * @param bounds at least one
     */
    record Measured(List<Bound> bounds) implements Rule {
        public Measured {
            bounds = List.copyOf(bounds);
        }
    }

    /**
     * What the reviewer thinks right between zero and the criterion's points. Answered by {@code Answer.Judged}.
     *
     * @param step the points given are a multiple of it; null for any
     */
    record Judged(@Nullable Points step) implements Rule {}

    /**
     * A point that is met, not met or not applicable, without points. Answered by {@code Answer.Checked}.
     *
     * @param parts what has to hold inside it; an answer 'met' is refused where one of them does not
     */
    record Check(List<CheckPart> parts) implements Rule {
        public Check {
            parts = List.copyOf(parts);
        }
    }

    /** Something inside a check that is counted or measured. */
    sealed interface CheckPart {

        String id();

        /** A quantity with its limit: 150 m². */
        record Quantity(Bound bound) implements CheckPart {
            @Override
            public String id() {
                return bound.id();
            }
        }

        /**
         * A list of which so many have to be there: ten systems of which five are on the wall.
         *
         * @param atLeast how many of the entries; at most as many as there are
         */
        record Listed(String id, LocalizedText text, List<Option> entries, int atLeast) implements CheckPart {
            public Listed {
                entries = List.copyOf(entries);
            }
        }

        /**
         * A count that has to be reached in every month of the period: at least one matter a month.
         *
         * @param atLeast in each month
         */
        record Monthly(String id, LocalizedText text, String unit, int atLeast) implements CheckPart {}
    }

    /**
     * So much off for each incident. Answered by {@code Answer.Incidents}.
     *
     * @param variants what can have happened and what it costs; none for a rule that only refers
     * @param multiples how an incident can count more than once: a whole day is two half-days
     * @param raised the range that replaces the amount when its trigger holds; null for none
     * @param consequences what follows beyond points
     * @param bookedUnderProvedRule whether an incident names the rule that it proves and costs what that one costs
     */
    record Deduct(
            List<Variant> variants,
            List<Multiple> multiples,
            @Nullable Raised raised,
            List<Consequence> consequences,
            boolean bookedUnderProvedRule)
            implements Rule {
        public Deduct {
            variants = List.copyOf(variants);
            multiples = List.copyOf(multiples);
            consequences = List.copyOf(consequences);
        }
    }

    /**
     * A kind of incident: late 3, absent 5.
     *
     * @param points taken off for one, a positive number
     */
    record Variant(String id, LocalizedText text, Points points) {}

    /** A way to count one incident several times. */
    record Multiple(String id, LocalizedText text, int times) {}

    /**
     * 造成不良影响的扣25-40/次.
     *
     * @param trigger what has to hold
     * @param least taken off at least, inclusive
     * @param most taken off at most, inclusive; equal to {@code least} where the paper names one figure
     */
    record Raised(LocalizedText trigger, Points least, Points most) {}

    /**
     * What follows beyond points.
     *
     * @param fromCountInYear with which incident of the calendar year it sets in; 1 is at once
     * @param onlyRaised whether only incidents count for which the trigger of the raised range holds
     */
    record Consequence(Kind kind, LocalizedText text, int fromCountInYear, boolean onlyRaised) {

        /** What follows. */
        public enum Kind {
            /** 取消年度评优资格. */
            NO_COMMENDATION_THIS_YEAR,
            /** 移交纪委处理. */
            REFERRED_TO_DISCIPLINE,
            /** 组织调整或组织处分. */
            ORGANISATIONAL_MEASURE,
            /** 按相关规定另行处理. */
            HANDLED_SEPARATELY
        }
    }

    /**
     * A verdict instead of points: all requirements hold and no exclusion does. Answered by {@code Answer.Gated}.
     */
    record Gate(List<Requirement> requirements, List<Requirement> exclusions) implements Rule {
        public Gate {
            requirements = List.copyOf(requirements);
            exclusions = List.copyOf(exclusions);
        }
    }

    /**
     * A requirement or an exclusion of a gate.
     *
     * @param soft whether it can be excepted with a reason (原则上)
     * @param bound decides it by a quantity; null where the reviewer finds it
     */
    record Requirement(
            String id,
            LocalizedText text,
            boolean soft,
            @Nullable Bound bound) {}

    /**
     * A sum of other totals, each times a factor: 80 + 10 + 10. Nobody answers it; the engine is handed the inputs.
     *
     * @param terms at least one
     */
    record Derived(List<Term> terms) implements Rule {
        public Derived {
            terms = List.copyOf(terms);
        }
    }

    /**
     * One summand.
     *
     * @param from which total
     * @param name id of the section or criterion, or the name of the input
     * @param times factor, a survey share times 10 for instance
     * @param atMost limit of the summand; null for none
     */
    record Term(
            From from,
            String name,
            BigDecimal times,
            @Nullable Points atMost) {

        /** Where a total comes from. */
        public enum From {
            SECTION,
            CRITERION,
            /** Gathered from outside the sheet: the total of another sheet, the share of a survey. */
            INPUT
        }
    }

    /**
     * A region's own formula in CEL over whole thousandths, giving whole thousandths between zero and the criterion's
     * points. Answered by {@code Answer.Values}.
     */
    record Expression(String cel, List<Variable> variables) implements Rule {
        public Expression {
            variables = List.copyOf(variables);
        }
    }

    /**
     * A pure function of a signed code plugin. Answered by {@code Answer.Values}.
     *
     * @param function name of a {@link cn.zhengping.spi.code.CodedRule} of the same plugin
     */
    record Coded(String function, List<Variable> variables) implements Rule {
        public Coded {
            variables = List.copyOf(variables);
        }
    }
}
