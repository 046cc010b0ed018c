package cn.zhengping.app.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whoever asks is known on every thread that answers. */
class ContextPropagationTest extends LaboratoryTest {

    private static final String SSE = "text/event-stream";

    @Test
    void a_query_knows_who_asks_on_a_virtual_thread() {
        assertThat(ask("{ who }", "Who", "inspector").data().path("who").asString())
                .isEqualTo("inspector on a virtual thread");
    }

    @Test
    void a_batch_knows_who_asks_and_is_loaded_at_once() {
        var things = ask("{ things(first: 3) { edges { node { askedBy } } } }", "Who", "inspector")
                .data()
                .path("things")
                .path("edges");

        assertThat(things)
                .extracting(edge -> edge.path("node").path("askedBy").asString())
                .containsExactly("inspector asked for 3", "inspector asked for 3", "inspector asked for 3");
    }

    @Test
    void a_subscription_streams_its_events_and_knows_who_asks() {
        var response = ask("subscription { count { number who } }", "Accept", SSE, "Who", "inspector");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.type()).startsWith(SSE);
        assertThat(response.body().lines().filter(line -> line.startsWith("data:{")))
                .containsExactly(
                        "data:{\"data\":{\"count\":{\"number\":1,\"who\":\"inspector\"}}}",
                        "data:{\"data\":{\"count\":{\"number\":2,\"who\":\"inspector\"}}}",
                        "data:{\"data\":{\"count\":{\"number\":3,\"who\":\"inspector\"}}}");
        assertThat(response.body()).endsWith("event:complete\ndata:\n\n");
    }

    @Test
    void a_subscription_that_fails_says_why_in_the_language_of_the_request() {
        var response =
                ask("subscription { fails { number } }", "Accept", SSE, "Who", "inspector", "Accept-Language", "en");

        assertThat(response.body())
                .contains("{\"number\":1}", "data:{\"errors\":[{\"message\":\"Somebody else is changing")
                .contains("\"code\":\"BUSY\"", "\"classification\":\"CONFLICT\"", "event:complete");
    }

    @Test
    void a_field_that_fails_spoils_its_event_and_not_the_stream() {
        var response = ask("subscription { count { number spoiled } }", "Accept", SSE, "Who", "inspector");

        assertThat(response.body().lines().filter(line -> line.contains("\"count\":null")))
                .hasSize(3)
                .allMatch(line -> line.contains("\"code\":\"STALE_VERSION\"") && !line.contains("INTERNAL"));
    }

    @Test
    void a_field_that_may_not_be_null_ends_the_stream_with_a_reference() {
        var response = ask("subscription { brittle { spoiled } }", "Accept", SSE, "Accept-Language", "en");

        assertThat(response.body())
                .contains("data:{\"errors\":[{\"message\":\"Something went wrong on our side")
                .contains("\"code\":\"INTERNAL\"", "\"reference\":", "event:complete");
    }

    @Test
    void a_subscription_that_is_refused_says_why() {
        assertThat(ask("subscription { nothing }", "Accept", SSE).body())
                .contains("event:next", "\"code\":\"DOCUMENT_INVALID\"", "event:complete");
    }

    @Test
    void a_query_can_be_streamed_too() {
        assertThat(ask("{ spoken }", "Accept", SSE).body()).contains("data:{\"data\":{\"spoken\":\"便民服务中心\"}}");
    }

    @Test
    void a_subscription_without_a_stream_is_refused() {
        assertThat(ask("subscription { count { number } }").code()).isEqualTo("SUBSCRIPTION_NEEDS_STREAM");
    }
}
