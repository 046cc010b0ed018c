package cn.zhengping.scoring;

import cn.zhengping.spi.standard.Rule;

/** Which of the rules a criterion is scored by. */
public enum RuleKind {
    MET("met", "met"),
    TIERS("tiers", "tier"),
    EACH("each", "members"),
    MISSING("missing", "missing"),
    MEASURED("measured", "measured"),
    JUDGED("judged", "judged"),
    CHECK("check", "checked"),
    DEDUCT("deduct", "incidents"),
    GATE("gate", "gated"),
    DERIVED("derived", ""),
    EXPRESSION("expression", "values"),
    CODED("coded", "values");

    private final String id;
    private final String answer;

    RuleKind(String id, String answer) {
        this.id = id;
        this.answer = answer;
    }

    /** As standards and results write it. */
    public String id() {
        return id;
    }

    /** The kind of answer that it takes, as {@link AnswerJson} writes it; empty for a rule that nobody answers. */
    public String answer() {
        return answer;
    }

    public static RuleKind of(Rule rule) {
        return switch (rule) {
            case Rule.Met _ -> MET;
            case Rule.Tiers _ -> TIERS;
            case Rule.Each _ -> EACH;
            case Rule.Missing _ -> MISSING;
            case Rule.Measured _ -> MEASURED;
            case Rule.Judged _ -> JUDGED;
            case Rule.Check _ -> CHECK;
            case Rule.Deduct _ -> DEDUCT;
            case Rule.Gate _ -> GATE;
            case Rule.Derived _ -> DERIVED;
            case Rule.Expression _ -> EXPRESSION;
            case Rule.Coded _ -> CODED;
        };
    }
}
