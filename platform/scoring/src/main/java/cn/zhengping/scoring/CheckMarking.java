package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidAnswerException.Code;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.CheckPart;
import java.time.YearMonth;
import java.util.TreeMap;

/** Takes the reviewer's finding, and refuses 'met' where a part of it says otherwise. */
final class CheckMarking {

    private CheckMarking() {}

    static void mark(Line line, Rule.Check rule, Answer.Checked answer) {
        line.finding = answer.finding();
        switch (answer.finding()) {
            case MET -> {}
            case NOT_MET -> line.say(Reason.NOT_MET);
            case NOT_APPLICABLE -> {
                Marking.requireNotApplicableAllowed(line);
                line.say(Reason.FOUND_NOT_APPLICABLE);
            }
        }
        var found = 0;
        for (var part : rule.parts()) {
            var finding = answer.parts().get(part.id());
            if (finding != null) {
                found++;
            } else if (answer.finding() == Finding.MET) {
                throw line.invalid(Code.PART_MISSING, part.id());
            } else {
                continue;
            }
            if (!holds(line, part, finding) && answer.finding() == Finding.MET) {
                throw line.invalid(Code.PART_DOES_NOT_HOLD, part.id());
            }
        }
        if (found < answer.parts().size()) {
            var known = rule.parts().stream().map(CheckPart::id).toList();
            throw line.invalid(
                    Code.UNKNOWN_PART, Marking.firstUnknown(answer.parts(), known), String.join(", ", known));
        }
    }

    private static boolean holds(Line line, CheckPart part, PartFinding finding) {
        return switch (part) {
            case CheckPart.Quantity quantity
            when finding instanceof PartFinding.Measured measured ->
                Marking.holds(line, quantity.bound(), measured.quantity());
            case CheckPart.Listed listed
            when finding instanceof PartFinding.Present present -> holds(line, listed, present);
            case CheckPart.Monthly monthly
            when finding instanceof PartFinding.Counts counts -> holds(line, monthly, counts);
            case CheckPart.Quantity _ -> throw line.invalid(Code.PART_OF_WRONG_KIND, part.id(), "quantity");
            case CheckPart.Listed _ -> throw line.invalid(Code.PART_OF_WRONG_KIND, part.id(), "present");
            case CheckPart.Monthly _ -> throw line.invalid(Code.PART_OF_WRONG_KIND, part.id(), "months");
        };
    }

    private static boolean holds(Line line, CheckPart.Listed part, PartFinding.Present finding) {
        for (var entry : Marking.sorted(finding.entries())) {
            if (Marking.find(part.entries(), entry) == null) {
                throw line.invalid(Code.UNKNOWN_ENTRY, part.id(), entry, Marking.ids(part.entries()));
            }
        }
        if (finding.entries().size() >= part.atLeast()) {
            return true;
        }
        var absent = part.entries().stream()
                .filter(entry -> !finding.entries().contains(entry.id()))
                .toList();
        line.say(Reason.LIST_SHORT, part.text(), finding.entries().size(), part.atLeast(), Marking.texts(absent));
        return false;
    }

    private static boolean holds(Line line, CheckPart.Monthly part, PartFinding.Counts finding) {
        if (finding.months().isEmpty()) {
            throw line.invalid(Code.PART_MISSING, part.id());
        }
        var holds = true;
        for (var month : new TreeMap<>(finding.months()).entrySet()) {
            if (month.getKey().isAfter(YearMonth.from(line.context.asOf()))) {
                throw line.invalid(
                        Code.DATE_AFTER_SCORING,
                        month.getKey().toString(),
                        line.context.asOf().toString());
            }
            if (month.getValue() < 0) {
                throw line.invalid(
                        Code.NEGATIVE_COUNT, part.id(), month.getKey().toString());
            }
            if (month.getValue() < part.atLeast()) {
                holds = false;
                line.say(
                        Reason.MONTH_SHORT,
                        part.text(),
                        month.getKey().toString(),
                        month.getValue(),
                        part.unit(),
                        part.atLeast());
            }
        }
        return holds;
    }
}
