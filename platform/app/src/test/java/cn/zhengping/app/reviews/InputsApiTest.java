package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewInProgress.answer;
import static cn.zhengping.app.reviews.ReviewInProgress.version;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApplicationTest
class InputsApiTest {

    private static final String RECORD =
            "mutation($i: RecordInputInput!) { recordInput(input: $i) { name current { value source recordedByName } history { value } } }";
    private static final String SUBMIT = "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { state } }";

    @Autowired
    private People people;

    private static Map<String, Object> input(String application, String name, String value, String source) {
        return Map.of("application", application, "name", name, "value", value, "source", source);
    }

    private static Map<String, Object> submission(JsonNode sheet) {
        return Map.of("sheet", sheet.get("id").asString(), "version", version(sheet));
    }

    private static JsonNode answered(Api member, String application) {
        return member.ask(
                        "mutation($i: SaveAnswersInput!) { saveAnswers(input: $i) { id version result { complete gaps"
                                + " criteria { criterionId reasons } } } }",
                        "i",
                        Map.of(
                                "application",
                                application,
                                "answers",
                                List.of(
                                        answer("work.order", Map.of("judged", Map.of("points", "70", "reason", "看"))),
                                        answer("work.honours", Map.of("members", List.of())))))
                .get("saveAnswers");
    }

    @Test
    void what_a_standard_asks_for_is_recorded_with_its_source_signed_and_corrected() {
        var review = new ReviewInProgress(people, 1, ReviewInProgress.defaultPhases(), "surveyed");
        var application = review.applications.getFirst();
        var first = answered(review.leader, application);
        assertThat(first.at("/result/gaps").toString()).isEqualTo("[\"survey.share\"]");
        assertThat(first.at("/result/criteria").toString()).contains("satisfaction");
        assertThat(review.leader.refused(SUBMIT, "i", submission(first))).isEqualTo("INPUT_MISSING");

        var once = new HashMap<>(input(application, "satisfaction", "0.90", "第三方满意度调查 2026-03"));
        once.put("idempotencyKey", "survey-" + application);
        var recorded = review.manager.ask(RECORD, "i", once);
        assertThat(review.manager.ask(RECORD, "i", once)).isEqualTo(recorded);
        assertThat(recorded.at("/recordInput/history")).hasSize(1);
        assertThat(recorded.at("/recordInput/current/source").asString()).isEqualTo("第三方满意度调查 2026-03");
        review.leader.ask(SUBMIT, "i", submission(first));
        review.inspector.ask(SUBMIT, "i", submission(answered(review.inspector, application)));
        var signed = review.signed(application, review.consolidated(application));
        assertThat(signed.at("/total/exact").asString()).isEqualTo("79");
        assertThat(signed.at("/signature/content").asString()).contains("第三方满意度调查", "\"value\":\"0.9\"");

        review.manager.ask(RECORD, "i", input(application, "satisfaction", "1.2", "更正：按满分封顶"));

        var open = review.leader
                .ask(
                        "query($a: ID!) { consolidatedSheet(application: $a) {" + ReviewInProgress.CONSOLIDATED + "} }",
                        "a",
                        application)
                .get("consolidatedSheet");
        assertThat(open.get("signature").isNull()).isTrue();
        assertThat(open.at("/voidedSignatures/0/because").asString()).contains("satisfaction = 1.2", "更正");
        assertThat(review.signed(application, open).at("/total/exact").asString())
                .as("the term gives no more than its limit")
                .isEqualTo("80");
        assertThat(review.inspector
                        .ask(
                                "query($a: ID!) { scoringInputs(application: $a) { name history { value } } }",
                                "a",
                                application)
                        .at("/scoringInputs")
                        .toString())
                .isEqualTo("[{\"name\":\"satisfaction\",\"history\":[{\"value\":\"1.2\"},{\"value\":\"0.90\"}]}]");
    }

    @Test
    void what_does_not_fit_is_refused_and_nothing_is_recorded() {
        var review = new ReviewInProgress(people, 1, ReviewInProgress.defaultPhases(), "surveyed");
        var application = review.applications.getFirst();

        assertThat(review.leader.refused(RECORD, "i", input(application, "satisfaction", "0.9", "调查")))
                .isEqualTo("ROLE_MISSING");
        assertThat(review.manager.refused(RECORD, "i", input(application, "popularity", "0.9", "调查")))
                .isEqualTo("INPUT_UNKNOWN");
        for (var value : List.of("-0.1", "1000001", "0.1234567")) {
            assertThat(review.manager.refused(RECORD, "i", input(application, "satisfaction", value, "调查")))
                    .isEqualTo("INPUT_OUT_OF_RANGE");
        }
        assertThat(review.manager.refused(RECORD, "i", input(application, "satisfaction", "0.9", " ")))
                .isEqualTo("INPUT_SOURCE_MISSING");
        assertThat(review.manager
                        .ask(
                                "query($a: ID!) { scoringInputs(application: $a) { current { value } } }",
                                "a",
                                application)
                        .at("/scoringInputs")
                        .toString())
                .isEqualTo("[{\"current\":null}]");
    }
}
