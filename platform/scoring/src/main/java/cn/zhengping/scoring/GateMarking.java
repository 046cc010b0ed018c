package cn.zhengping.scoring;

import cn.zhengping.scoring.CriterionScore.Verdict;
import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.GateFinding;
import cn.zhengping.spi.standard.Rule;
import java.util.List;
import java.util.stream.Stream;

/** Passes a unit whose requirements all hold and whose exclusions do not, soft ones excepted with a reason. */
final class GateMarking {

    private GateMarking() {}

    static void mark(Line line, Rule.Gate rule, Answer.Gated answer) {
        var known = rule.requirements().size() + rule.exclusions().size();
        line.verdict = worse(
                verdict(line, rule.requirements(), true, answer), verdict(line, rule.exclusions(), false, answer));
        if (answer.findings().size() > known) {
            var ids = Stream.concat(rule.requirements().stream(), rule.exclusions().stream())
                    .map(Rule.Requirement::id)
                    .toList();
            throw line.invalid(
                    Code.UNKNOWN_REQUIREMENT, Marking.firstUnknown(answer.findings(), ids), String.join(", ", ids));
        }
    }

    private static Verdict verdict(
            Line line, List<Rule.Requirement> requirements, boolean shouldHold, Answer.Gated answer) {
        var verdict = Verdict.PASSED;
        for (var requirement : requirements) {
            var finding = answer.findings().get(requirement.id());
            if (finding == null) {
                throw line.invalid(Code.FINDING_MISSING, requirement.id(), requirement.text());
            }
            if (finding.exceptedBecause() != null && !requirement.soft()) {
                throw line.invalid(Code.NOT_EXCEPTABLE, requirement.id(), requirement.text());
            }
            if (holds(line, requirement, finding) == shouldHold) {
                continue;
            }
            if (finding.exceptedBecause() == null) {
                line.say(shouldHold ? Reason.REQUIREMENT_FAILS : Reason.EXCLUSION_HOLDS, requirement.text());
                verdict = Verdict.FAILED;
            } else {
                line.say(Reason.EXCEPTED, requirement.text(), line.required(finding.exceptedBecause()));
                verdict = worse(verdict, Verdict.PASSED_WITH_EXCEPTIONS);
            }
        }
        return verdict;
    }

    private static boolean holds(Line line, Rule.Requirement requirement, GateFinding finding) {
        var bound = requirement.bound();
        var quantity = finding.quantity();
        if (bound == null) {
            if (quantity != null) {
                throw line.invalid(Code.QUANTITY_UNEXPECTED, requirement.id());
            }
            return finding.holds();
        }
        if (quantity == null) {
            throw line.invalid(Code.QUANTITY_MISSING, requirement.id(), requirement.text());
        }
        return Marking.holds(line, bound, quantity);
    }

    private static Verdict worse(Verdict one, Verdict other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
