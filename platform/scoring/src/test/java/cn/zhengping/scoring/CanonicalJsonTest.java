package cn.zhengping.scoring;

import static cn.zhengping.scoring.Fixture.*;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.GateFinding;
import cn.zhengping.spi.answer.Answer.Incident;
import cn.zhengping.spi.answer.Answer.Member;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonTest {

    record Example(Answer answer, String json) {}

    static List<Example> examples() {
        var day = LocalDate.of(2023, 1, 9);
        return List.of(
                new Example(MET, """
                        {"met":{"verdict":"MET"}}"""),
                new Example(new Answer.Met(Answer.Met.Verdict.EXEMPT, "party-centre"), """
                        {"met":{"verdict":"EXEMPT","exemption":"party-centre"}}"""),
                new Example(new Answer.Tier("first"), """
                        {"tier":{"tier":"first"}}"""),
                new Example(members(new Member("city", day, "deed", "一件事\"一次办\"")), """
                        {"members":[{"class":"city","date":"2023-01-09","key":"deed","text":"一件事\\"一次办\\""}]}"""),
                new Example(new Answer.Missing(Set.of("b", "a", "c")), """
                        {"missing":["a","b","c"]}"""),
                new Example(new Answer.Measured(Map.of("b", quantity("300", "平方米"), "a", quantity("0.5", "天"))), """
                        {"measured":{"a":{"value":"0.5","unit":"天"},"b":{"value":"300","unit":"平方米"}}}"""),
                new Example(new Answer.Judged(Points.parse("7.5"), "好"), """
                        {"judged":{"points":"7.5","reason":"好"}}"""),
                new Example(
                        new Answer.Checked(
                                Finding.NOT_MET,
                                Method.ON_SITE,
                                Map.of(
                                        "m",
                                                new PartFinding.Counts(
                                                        Map.of(YearMonth.of(2023, 2), 0, YearMonth.of(2023, 1), 4)),
                                        "l", new PartFinding.Present(Set.of("b", "a")),
                                        "q", new PartFinding.Measured(quantity("150", "平方米")))),
                        """
                        {"checked":{"finding":"NOT_MET","method":"ON_SITE","parts":{\
                        "l":{"present":["a","b"]},"m":{"months":{"2023-01":4,"2023-02":0}},\
                        "q":{"quantity":{"value":"150","unit":"平方米"}}}}}"""),
                new Example(incidents(new Incident(day, "v1", "day", Points.of(30), "被通报", "rude", "v2")), """
                        {"incidents":[{"date":"2023-01-09","variant":"v1","multiple":"day","raisedTo":"30",\
                        "reason":"被通报","provedCriterion":"rude","provedVariant":"v2"}]}"""),
                new Example(
                        new Answer.Gated(Map.of(
                                "b", new GateFinding(false, null, null),
                                "a", new GateFinding(true, quantity("46", "岁"), "骨干"))),
                        """
                        {"gated":{"a":{"holds":true,"quantity":{"value":"46","unit":"岁"},"exceptedBecause":"骨干"},\
                        "b":{"holds":false}}}"""),
                new Example(
                        new Answer.Values(Map.of("b", BigDecimal.ONE, "a", new BigDecimal("0.25")), Map.of("f", true)),
                        """
                        {"values":{"quantities":{"a":"0.25","b":"1"},"flags":{"f":true}}}"""),
                new Example(new Answer.NotApplicable("没有此项业务"), """
                        {"notApplicable":{"reason":"没有此项业务"}}"""));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void each_kind_of_answer_is_written_and_read(Example example) {
        assertThat(AnswerJson.write(example.answer())).isEqualTo(example.json());
        assertThat(AnswerJson.read("criterion", example.json())).isEqualTo(example.answer());
    }

    @Test
    void the_same_number_is_written_in_one_way() {
        for (var same : List.of("1000", "1000.0", "1E+3", "1000.000000")) {
            assertThat(AnswerJson.write(new Answer.Measured(Map.of("a", quantity(same, "次")))))
                    .isEqualTo("{\"measured\":{\"a\":{\"value\":\"1000\",\"unit\":\"次\"}}}");
        }
    }

    @Test
    void a_result_is_written_with_everything_that_explains_it() {
        var scorer = Scorer.of(
                standard(
                        "10",
                        "17",
                        List.of(
                                section(
                                        "one",
                                        criterion("a", "3", MET_RULE),
                                        criterion("b", "1", MET_RULE, NotApplicable.SCALED),
                                        criterion("open", "3", MET_RULE)),
                                section(
                                        "two",
                                        criterion(
                                                "off",
                                                null,
                                                new Rule.Deduct(
                                                        variants("2"),
                                                        List.of(),
                                                        null,
                                                        List.of(new Rule.Consequence(
                                                                Rule.Consequence.Kind.HANDLED_SEPARATELY,
                                                                text("按相关规定另行处理"),
                                                                1,
                                                                false)),
                                                        false)))),
                        List.of()),
                List.of());

        var result = scorer.score(
                Map.of("a", MET, "b", new Answer.NotApplicable("没有"), "off", incidents(incident("2023-01-09", null))),
                CONTEXT);

        // 10 + 3 × 7 / 6 − 2 = 11.5
        assertThat(result.canonicalJson()).isEqualTo("""
                        {"standard":"standard","version":"2023","soFar":"11.5","maximum":"17","base":"10",\
                        "sections":[{"id":"one","points":"3","complete":false},{"id":"two","points":"-2","complete":true}],\
                        "items":[{"id":"one.i","points":"3","complete":false},{"id":"two.i","points":"-2","complete":true}],\
                        "criteria":[\
                        {"id":"a","rule":"met","answer":{"met":{"verdict":"MET"}},"points":"3","most":"3","lost":"0",\
                        "finding":"MET","reasons":[]},\
                        {"id":"b","rule":"met","answer":{"notApplicable":{"reason":"没有"}},"points":"0","most":"1","lost":"0",\
                        "finding":"NOT_APPLICABLE","reasons":[{"key":"reason.not-applicable-scaled","arguments":["没有"]}]},\
                        {"id":"open","rule":"met","most":"3","reasons":[{"key":"reason.unanswered","arguments":[]}]},\
                        {"id":"off","rule":"deduct","answer":{"incidents":[{"date":"2023-01-09"}]},"points":"-2","lost":"2",\
                        "reasons":[{"key":"reason.incident","arguments":["2023-01-09",{"zh":"情形1"},"2"]}],\
                        "consequences":[{"year":2023,"kind":"HANDLED_SEPARATELY","text":{"zh":"按相关规定另行处理"}}]}],\
                        "adjustments":[{"kind":"SCALED","amount":"0.5",\
                        "reason":{"key":"reason.scaled","arguments":["1","3","7","6"]}}],\
                        "gaps":["open"]}""");
    }
}
