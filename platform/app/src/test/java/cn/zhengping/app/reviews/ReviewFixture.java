package cn.zhengping.app.reviews;

import cn.zhengping.app.reviews.Consolidation.Member;
import cn.zhengping.app.reviews.Settlement.Mode;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Met.Verdict;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.EvidenceBasis;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import cn.zhengping.spi.standard.Standard;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A small standard of 20 points, and people who answer it. */
final class ReviewFixture {

    static final LocalDate DAY = LocalDate.of(2023, 11, 20);
    static final UUID CAMPAIGN = new UUID(0, 1);
    static final UUID APPLICATION = new UUID(0, 2);
    static final UUID GROUP = new UUID(0, 3);
    static final UUID ZHANG = new UUID(0, 11);
    static final UUID LI = new UUID(0, 12);
    static final UUID WANG = new UUID(0, 13);
    static final StandardRef STANDARD = StandardRef.parse("sichuan@1.0.0/model-township-centre");
    static final Points BOUND = Points.of(2);
    static final ScoringContext CONTEXT = ScoringContext.of(DAY, UnitKind.TOWNSHIP_CENTRE);

    /** service: 0 to 10; sign: 2; heating: 8, leaves the sheet where it does not apply; wall: a check without points. */
    static final Scorer SCORER = Scorer.of(
            new Standard(
                    "model-township-centre",
                    "2023",
                    text("标准"),
                    Set.of(UnitKind.TOWNSHIP_CENTRE),
                    Points.ZERO,
                    Points.of(20),
                    List.of(new Section(
                            "s",
                            text("章"),
                            null,
                            List.of(new Item(
                                    "i",
                                    text("项"),
                                    null,
                                    List.of(
                                            criterion("service", "10", new Rule.Judged(null), NotApplicable.REFUSED),
                                            criterion("sign", "2", new Rule.Met(List.of()), NotApplicable.REFUSED),
                                            criterion("heating", "8", new Rule.Met(List.of()), NotApplicable.SCALED),
                                            criterion("wall", null, new Rule.Check(List.of()), NotApplicable.REFUSED)),
                                    null)))),
                    List.of(),
                    List.of(new SourceDocument("paper", "文件", null, "县", null)),
                    List.of(),
                    null),
            List.of());

    private ReviewFixture() {}

    private static LocalizedText text(String chinese) {
        return LocalizedText.ofChinese(chinese);
    }

    private static Criterion criterion(String id, @Nullable String points, Rule rule, NotApplicable notApplicable) {
        return new Criterion(
                id,
                text("条文" + id),
                points == null ? null : Points.parse(points),
                rule,
                new EvidenceBasis(null, false),
                AppliesTo.ALL,
                notApplicable,
                new SourceRef("paper", null, id));
    }

    static Answer judged(String points) {
        return new Answer.Judged(Points.parse(points), "现场查看");
    }

    static Answer met(boolean met) {
        return new Answer.Met(met ? Verdict.MET : Verdict.NOT_MET, null);
    }

    static Answer found(Finding finding) {
        return new Answer.Checked(finding, Answer.Checked.Method.ON_SITE, Map.of());
    }

    /** Everything met, and so many points for the service. */
    static Map<String, Answer> sheet(String service) {
        return Map.of("service", judged(service), "sign", met(true), "heating", met(true), "wall", found(Finding.MET));
    }

    static Map<String, Answer> with(Map<String, Answer> answers, String criterion, Answer answer) {
        var all = new HashMap<>(answers);
        all.put(criterion, answer);
        return all;
    }

    static Member member(UUID account, Map<String, Answer> answers) {
        return new Member(account, "某某", answers);
    }

    static Consolidation consolidate(Map<String, Settlement> settlements, Member... members) {
        return Consolidation.of(SCORER, CONTEXT, List.of(members), settlements, BOUND);
    }

    static Settlement agreed(Consolidation over, String criterion, Answer answer, @Nullable String words) {
        return new Settlement(
                Mode.AGREED, answer, words, over.line(criterion).orElseThrow().over());
    }

    static Settlement average(Consolidation over, String criterion, @Nullable String words) {
        return new Settlement(
                Mode.AVERAGE, null, words, over.line(criterion).orElseThrow().over());
    }

    static SheetAnswer entry(String criterion, Answer answer) {
        return new SheetAnswer(criterion, answer, null, List.of());
    }

    static ScoreSheet scoreSheet(UUID account, Map<String, Answer> answers) {
        var sheet = new ScoreSheet(CAMPAIGN, APPLICATION, GROUP, account, "某某", STANDARD);
        sheet.enter(answers.entrySet().stream()
                .map(answer -> entry(answer.getKey(), answer.getValue()))
                .toList());
        return sheet;
    }

    static ScoreSheet submitted(UUID account, Map<String, Answer> answers) {
        return submitted(account, answers, List.of());
    }

    /** @param evidence what the answer about the service rests on */
    static ScoreSheet submitted(UUID account, Map<String, Answer> answers, List<SheetEvidence> evidence) {
        var sheet = scoreSheet(account, answers);
        if (!evidence.isEmpty()) {
            sheet.enter(List.of(
                    new SheetAnswer("service", Objects.requireNonNull(answers.get("service")), null, evidence)));
        }
        sheet.submit(List.of(), List.of(), false, Instant.parse("2023-11-20T02:00:00Z"), DAY);
        return sheet;
    }
}
