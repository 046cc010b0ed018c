package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewFixture.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.app.errors.ErrorKind;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.reviews.AnswerInput.AmountInput;
import cn.zhengping.app.reviews.AnswerInput.CheckedInput;
import cn.zhengping.app.reviews.AnswerInput.FlagInput;
import cn.zhengping.app.reviews.AnswerInput.FoundInput;
import cn.zhengping.app.reviews.AnswerInput.GateFindingInput;
import cn.zhengping.app.reviews.AnswerInput.IncidentInput;
import cn.zhengping.app.reviews.AnswerInput.JudgedInput;
import cn.zhengping.app.reviews.AnswerInput.MemberInput;
import cn.zhengping.app.reviews.AnswerInput.MetInput;
import cn.zhengping.app.reviews.AnswerInput.MonthInput;
import cn.zhengping.app.reviews.AnswerInput.NumberInput;
import cn.zhengping.app.reviews.AnswerInput.PartInput;
import cn.zhengping.app.reviews.AnswerInput.QuantityInput;
import cn.zhengping.app.reviews.AnswerInput.ValuesInput;
import cn.zhengping.app.reviews.SheetEvidence.Kind;
import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.Met.Verdict;
import cn.zhengping.spi.answer.Answer.PartFinding;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersTest {

    private static final LocalDate DAY = LocalDate.of(2023, 5, 4);

    /** As it comes in, as it is, and the type under which it goes out. */
    record Way(AnswerInput input, Answer answer, Class<? extends AnswerView> view) {}

    private static AnswerInput input(String field, Object value) {
        var fields = new String[] {
            "met",
            "tier",
            "members",
            "missing",
            "measured",
            "judged",
            "checked",
            "incidents",
            "gated",
            "values",
            "notApplicable"
        };
        var arguments = new @Nullable Object[fields.length];
        arguments[List.of(fields).indexOf(field)] = value;
        try {
            var constructor = AnswerInput.class.getDeclaredConstructors()[0];
            return (AnswerInput) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    static Stream<Way> ways() {
        var area = new Answer.Quantity(new BigDecimal("160.5"), "平方米");
        var amount = new AmountInput(new BigDecimal("160.5"), "平方米");
        return Stream.of(
                new Way(
                        input("met", new MetInput(Verdict.EXEMPT, "party-centre")),
                        new Answer.Met(Verdict.EXEMPT, "party-centre"),
                        AnswerView.MetAnswer.class),
                new Way(input("tier", "first"), new Answer.Tier("first"), AnswerView.TierAnswer.class),
                new Way(
                        input("members", List.of(new MemberInput("city", DAY, "k", null))),
                        new Answer.Members(List.of(new Answer.Member("city", DAY, "k", null))),
                        AnswerView.MembersAnswer.class),
                new Way(
                        input("missing", List.of("b", "a")),
                        new Answer.Missing(Set.of("a", "b")),
                        AnswerView.MissingAnswer.class),
                new Way(
                        input("measured", List.of(new QuantityInput("area", new BigDecimal("160.5"), "平方米"))),
                        new Answer.Measured(Map.of("area", area)),
                        AnswerView.MeasuredAnswer.class),
                new Way(
                        input("judged", new JudgedInput(Points.parse("7.5"), "现场查看")),
                        judged("7.5"),
                        AnswerView.JudgedAnswer.class),
                new Way(
                        input(
                                "checked",
                                new CheckedInput(
                                        Finding.MET,
                                        Method.ON_SITE,
                                        List.of(
                                                new PartInput("hall", new FoundInput(amount, null, null)),
                                                new PartInput("wall", new FoundInput(null, List.of("x"), null)),
                                                new PartInput(
                                                        "visits",
                                                        new FoundInput(
                                                                null, null, List.of(new MonthInput("2023-04", 2))))))),
                        new Answer.Checked(
                                Finding.MET,
                                Method.ON_SITE,
                                Map.of(
                                        "hall",
                                        new PartFinding.Measured(area),
                                        "wall",
                                        new PartFinding.Present(Set.of("x")),
                                        "visits",
                                        new PartFinding.Counts(Map.of(YearMonth.of(2023, 4), 2)))),
                        AnswerView.CheckedAnswer.class),
                new Way(
                        input(
                                "incidents",
                                List.of(new IncidentInput(DAY, "late", null, Points.of(25), "造成不良影响", null, null))),
                        new Answer.Incidents(
                                List.of(new Answer.Incident(DAY, "late", null, Points.of(25), "造成不良影响", null, null))),
                        AnswerView.IncidentsAnswer.class),
                new Way(
                        input("gated", List.of(new GateFindingInput("hall", true, amount, "面积受限"))),
                        new Answer.Gated(Map.of("hall", new Answer.GateFinding(true, area, "面积受限"))),
                        AnswerView.GatedAnswer.class),
                new Way(
                        input(
                                "values",
                                new ValuesInput(
                                        List.of(new NumberInput("share", new BigDecimal("0.98"))),
                                        List.of(new FlagInput("open", true)))),
                        new Answer.Values(Map.of("share", new BigDecimal("0.98")), Map.of("open", true)),
                        AnswerView.ValuesAnswer.class),
                new Way(
                        input("notApplicable", "无此项"),
                        new Answer.NotApplicable("无此项"),
                        AnswerView.NotApplicableAnswer.class));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void each_kind_comes_in_is_stored_and_goes_out_as_the_same(Way way) {
        var stored = StoredJson.write(
                Map.of("c", ReviewFixture.entry("c", way.input().toAnswer())));

        var read =
                Objects.requireNonNull(StoredJson.readAnswers(stored).get("c")).answer();

        assertThat(read).isEqualTo(way.answer());
        assertThat(AnswerView.of(read)).isInstanceOf(way.view());
    }

    @Test
    void there_is_a_way_for_every_kind_of_answer() {
        assertThat(ways().<Class<?>>map(way -> way.answer().getClass()))
                .containsExactlyInAnyOrder(Answer.class.getPermittedSubclasses());
    }

    @Test
    void an_id_that_stands_twice_is_refused_instead_of_one_of_them_being_lost() {
        var twice = input(
                "measured",
                List.of(
                        new QuantityInput("area", BigDecimal.ONE, "平方米"),
                        new QuantityInput("area", BigDecimal.TEN, "平方米")));

        assertRefused(ReviewError.ID_TWICE, twice);
        assertRefused(ReviewError.ID_TWICE, input("missing", List.of("a", "a")));
    }

    @Test
    void a_month_that_is_none_is_refused() {
        var months = new FoundInput(null, null, List.of(new MonthInput("2023-13", 1)));

        assertRefused(
                ReviewError.MONTH_ILL_FORMED,
                input(
                        "checked",
                        new CheckedInput(Finding.MET, Method.ON_SITE, List.of(new PartInput("visits", months)))));
    }

    private static void assertRefused(ReviewError code, AnswerInput input) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(input::toAnswer)
                .extracting(PlatformException::code)
                .isEqualTo(code);
    }

    @Test
    void notes_and_evidence_are_kept_with_the_answer() {
        var entry = new SheetAnswer(
                "c", judged("7"), "请组长留意", List.of(new SheetEvidence(Kind.LINK, "https://example.gov.cn/a")));

        assertThat(StoredJson.readAnswers(StoredJson.write(Map.of("c", entry)))).containsEntry("c", entry);
    }

    @Test
    void what_is_no_evidence_is_refused_and_what_is_passes() {
        assertBounds(ReviewError.EVIDENCE_ILL_FORMED, "", List.of(new SheetEvidence(Kind.PAPER, " ")));
        assertBounds(ReviewError.EVIDENCE_ILL_FORMED, "", List.of(new SheetEvidence(Kind.LINK, "javascript:alert(1)")));
        assertBounds(ReviewError.EVIDENCE_ILL_FORMED, "", List.of(new SheetEvidence(Kind.LINK, "https:///nowhere")));
        assertBounds(ReviewError.EVIDENCE_TOO_MUCH, "", Collections.nCopies(21, new SheetEvidence(Kind.PAPER, "台账")));
        assertBounds(ReviewError.NOTE_TOO_LONG, "长".repeat(2001), List.of());

        new SheetAnswer("c", judged("7"), "长".repeat(2000), List.of(new SheetEvidence(Kind.REASON, "不公开")))
                .requireWithinBounds();
    }

    private static void assertBounds(ReviewError code, String note, List<SheetEvidence> evidence) {
        assertThatExceptionOfType(PlatformException.class)
                .isThrownBy(() -> new SheetAnswer("c", judged("7"), note, evidence).requireWithinBounds())
                .extracting(PlatformException::code)
                .isEqualTo(code);
    }

    @Test
    void what_the_engine_says_about_an_answer_is_passed_on_under_its_own_code() {
        assertThatExceptionOfType(InvalidAnswerException.class)
                .isThrownBy(() -> ReviewFixture.SCORER.check("service", judged("11"), ReviewFixture.CONTEXT))
                .satisfies(invalid -> {
                    var said = Objects.requireNonNull(new AnswerFailures().translate(invalid));
                    assertThat(said.code().name()).isEqualTo("POINTS_OUT_OF_RANGE");
                    assertThat(said.code().kind()).isEqualTo(ErrorKind.BAD_REQUEST);
                    assertThat(said.said().in(Locale.CHINESE)).contains("service");
                });
        assertThat(new AnswerFailures().translate(new IllegalStateException())).isNull();
    }
}
