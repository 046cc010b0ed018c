package cn.zhengping.region.sichuan;

import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackReader;
import cn.zhengping.scoring.CriterionScore;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.scoring.ScoreResult.Subtotal;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Standard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What sheets made by hand are put together from. The region's files are read as the platform reads them; what a sheet
 * should come to is never taken from here, but written out from the paper where it is asserted.
 */
final class ByHand {

    static final Path FILES = Path.of(System.getProperty("basedir", ""), "src/main/resources");

    static final PackReader READER = new PackReader((_, _) -> Optional.empty());

    static final Pack PACK = pack();

    private ByHand() {}

    private static Pack pack() {
        try {
            return READER.read(PackFiles.ofFolder(FILES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Standard standard(Pack pack, String id) {
        return pack.standards().stream()
                .filter(standard -> standard.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static Scorer scorer(String standard) {
        return Scorer.of(standard(PACK, standard), List.of());
    }

    static StaffPolicy policy(String id) {
        return PACK.policies().stream()
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Ids of what a total leads to; none below the lowest threshold. */
    static List<String> grants(String campaign, String title, Score total) {
        return title(campaign, title).outcomes().stream()
                .filter(band -> total.compareTo(Score.of(band.from())) >= 0)
                .findFirst()
                .map(band -> band.grants().stream().map(Grant::id).toList())
                .orElse(List.of());
    }

    static TitleTemplate title(String campaign, String title) {
        return PACK.campaigns().stream()
                .filter(template -> template.id().equals(campaign))
                .flatMap(template -> template.titles().stream())
                .filter(template -> template.id().equals(title))
                .findFirst()
                .orElseThrow();
    }

    static Score points(String exact) {
        return Score.parse(exact);
    }

    /** Met wherever it is met or not; what is answered otherwise is still to be put in. */
    static Map<String, Answer> allMet(Standard standard) {
        var answers = new HashMap<String, Answer>();
        standard.criteria()
                .filter(criterion -> criterion.rule() instanceof Rule.Met)
                .map(Criterion::id)
                .forEach(id -> answers.put(id, new Answer.Met(Answer.Met.Verdict.MET, null)));
        return answers;
    }

    static Answer notMet() {
        return new Answer.Met(Answer.Met.Verdict.NOT_MET, null);
    }

    static Answer.Members members(Answer.Member... members) {
        return new Answer.Members(List.of(members));
    }

    static Answer.Member member(
            String memberClass, @Nullable String date, @Nullable String key, @Nullable String text) {
        return new Answer.Member(memberClass, date == null ? null : LocalDate.parse(date), key, text);
    }

    static CriterionScore of(ScoreResult result, String criterion) {
        return result.criteria().stream()
                .filter(score -> score.criterion().equals(criterion))
                .findFirst()
                .orElseThrow();
    }

    static Map<String, String> sections(ScoreResult result) {
        return result.sections().stream()
                .collect(Collectors.toMap(
                        Subtotal::id, section -> section.points().exact()));
    }
}
