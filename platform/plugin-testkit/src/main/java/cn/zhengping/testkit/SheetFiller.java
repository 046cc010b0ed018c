package cn.zhengping.testkit;

import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/** Answers every criterion of a unit's sheet, one after the other. */
abstract class SheetFiller {

    final Scorer scorer;
    final ScoringContext context;

    SheetFiller(Scorer scorer, ScoringContext context) {
        this.scorer = scorer;
        this.context = context;
    }

    FilledSheet fill() {
        var answers = new HashMap<String, Answer>();
        var toAnswer = new HashSet<>(scorer.toAnswer(context));
        scorer.standard()
                .criteria()
                .filter(criterion -> toAnswer.contains(criterion.id()))
                .forEach(criterion -> answers.put(criterion.id(), answerTo(criterion)));
        return new FilledSheet(
                answers,
                new ScoringContext(
                        context.asOf(),
                        context.unitKind(),
                        context.duties(),
                        context.catalogue(),
                        inputs(),
                        context.period()));
    }

    abstract Answer answerTo(Criterion criterion);

    /** The total that a derived criterion asks for from outside the sheet. */
    abstract Score inputFor(Criterion criterion, Rule.Term term);

    private Map<String, Score> inputs() {
        var inputs = new HashMap<>(context.inputs());
        scorer.standard().criteria().forEach(criterion -> {
            if (criterion.rule() instanceof Rule.Derived derived) {
                for (var term : derived.terms()) {
                    if (term.from() == Rule.Term.From.INPUT) {
                        inputs.merge(
                                term.name(),
                                inputFor(criterion, term),
                                (one, other) -> one.compareTo(other) >= 0 ? one : other);
                    }
                }
            }
        });
        return inputs;
    }
}
