package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.REPEATED_STEP;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.rating.RatingProcess;
import cn.zhengping.spi.rating.RatingProcess.Step;
import java.util.EnumSet;
import java.util.Set;

/** Binds and checks a file of {@code ratings/}. */
final class RatingBinder {

    private RatingBinder() {}

    static RatingProcess bind(Field file) {
        return new RatingProcess(
                file.get("rating").text(),
                file.get("version").text(),
                file.get("title").localizedText(),
                file.set("unitKinds", kind -> kind.constant(UnitKind.class)),
                file.list(
                        "steps",
                        step -> new Step(
                                step.get("id").text(),
                                step.get("kind").constant(Step.Kind.class),
                                step.get("text").localizedText(),
                                PaperBinder.source(step))),
                PaperBinder.sources(file),
                PaperBinder.readings(file));
    }

    static void check(YamlFile file, RatingProcess process) {
        UniqueIds.check(file, "steps", process.steps(), Step::id);
        var papers = PaperCheck.of(file, process.sources());
        papers.sources("steps", process.steps(), Step::source);
        papers.readings(process.readings(), Set.of());
        var seen = EnumSet.noneOf(Step.Kind.class);
        for (var i = 0; i < process.steps().size(); i++) {
            var kind = process.steps().get(i).kind();
            if (!seen.add(kind)) {
                file.report(REPEATED_STEP, "steps[" + i + "].kind", REPEATED_STEP.message(kind.name()));
            }
        }
    }
}
