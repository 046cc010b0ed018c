package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewInProgress.CONSOLIDATED;
import static cn.zhengping.app.reviews.ReviewInProgress.answer;
import static cn.zhengping.app.reviews.ReviewInProgress.refusedToSave;
import static cn.zhengping.app.reviews.ReviewInProgress.save;
import static cn.zhengping.app.reviews.ReviewInProgress.version;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.MovableClock;
import cn.zhengping.app.testing.People;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApplicationTest
class ScoringDayTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    @Autowired
    private People people;

    @Autowired
    private MovableClock clock;

    @AfterEach
    void the_clock_goes_on() {
        clock.goOn();
    }

    private static Map<String, Object> honours(LocalDate... days) {
        return answer(
                "work.honours",
                Map.of(
                        "members",
                        List.of(days).stream()
                                .map(day -> Map.of("memberClass", "honour", "text", "表彰" + day, "date", day.toString()))
                                .toList()));
    }

    private static Map<String, Object> order() {
        return answer("work.order", Map.of("judged", Map.of("points", "70", "reason", "现场查看")));
    }

    private static String honours(Api member, String application) {
        var sheet = member.ask(
                        "query($a: ID!) { mySheet(application: $a) { asOf result { criteria { criterionId points { exact } } } } }",
                        "a",
                        application)
                .get("mySheet");
        return sheet.get("asOf").asString("draft") + ": " + points(sheet.at("/result/criteria"));
    }

    private static String points(JsonNode criteria) {
        return criteria.valueStream()
                .filter(each -> each.get("criterionId").asString().equals("work.honours"))
                .findFirst()
                .orElseThrow()
                .at("/points/exact")
                .asString();
    }

    private static void submit(Api member, String application, Map<String, Object> honours) {
        var sheet = save(member, Map.of("application", application, "answers", List.of(order(), honours)));
        member.ask(
                "mutation($i: SubmitSheetInput!) { submitSheet(input: $i) { state } }",
                "i",
                Map.of("sheet", sheet.get("id").asString(), "version", version(sheet)));
    }

    @Test
    void a_group_scores_by_the_day_on_which_its_last_sheet_was_submitted_and_nothing_moves_it_afterwards() {
        var review = new ReviewInProgress(people, 1, ReviewInProgress.defaultPhases(), "dated");
        var application = review.applications.getFirst();
        var aYearBeforeTuesday = MONDAY.plusDays(1).minusYears(1);
        clock.stopOn(MONDAY);
        assertThat(refusedToSave(
                        review.inspector,
                        Map.of("application", application, "answers", List.of(honours(MONDAY.plusDays(1))))))
                .isEqualTo("DATE_AFTER_SCORING");
        submit(review.leader, application, honours(aYearBeforeTuesday.minusDays(1), aYearBeforeTuesday));
        assertThat(honours(review.leader, application)).isEqualTo(MONDAY + ": 20");

        clock.stopOn(MONDAY.plusDays(1));
        submit(review.inspector, application, honours(MONDAY.plusDays(1), aYearBeforeTuesday));
        assertThat(honours(review.leader, application)).isEqualTo(MONDAY + ": 20");

        clock.stopOn(MONDAY.plusMonths(2));
        var open = review.consolidated(application);
        assertThat(points(open.get("criteria")))
                .as("one honour of the leader's is a day too old")
                .isEqualTo("15");
        var settled = review.settled(
                application, open, Map.of("criterion", "work.honours", "mode", "AVERAGE", "words", "各持依据，取平均分"));
        var signed = review.signed(application, settled);
        assertThat(signed.at("/signature/content").asString()).contains("\"asOf\":\"" + MONDAY.plusDays(1) + "\"");

        clock.stopOn(MONDAY.plusYears(3));
        var later = review.leader
                .ask(
                        "query($a: ID!) { consolidatedSheet(application: $a) { asOf" + CONSOLIDATED + "} }",
                        "a",
                        application)
                .get("consolidatedSheet");
        assertThat(later.get("asOf").asString()).isEqualTo(MONDAY.plusDays(1).toString());
        assertThat(later.at("/total/exact").asString()).isEqualTo("85");
        assertThat(honours(review.inspector, application)).isEqualTo(MONDAY.plusDays(1) + ": 20");
    }
}
