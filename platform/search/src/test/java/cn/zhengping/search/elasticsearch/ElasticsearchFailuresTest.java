package cn.zhengping.search.elasticsearch;

import static cn.zhengping.search.Sample.ask;
import static cn.zhengping.search.Sample.evidence;
import static cn.zhengping.search.Sample.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Hits;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.search.SearchRequest.Sort;
import cn.zhengping.search.analysis.Plan;
import cn.zhengping.search.elasticsearch.ElasticsearchSettings.Credentials.Login;
import cn.zhengping.search.testing.ElasticsearchNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens when the cluster cannot, and when it can again. */
@ExtendWith(SharedNode.class)
class ElasticsearchFailuresTest {

    private static final Duration SHORT = Duration.ofSeconds(5);

    private final ElasticsearchNode node;
    private SearchIndex index;

    ElasticsearchFailuresTest(ElasticsearchNode node) {
        this.node = node;
    }

    @BeforeEach
    void open() throws IOException {
        index = SharedNode.empty(node, SharedNode.settings(node));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static List<Entry> entries(String id, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> evidence(id + "-" + i, "考勤记录").build())
                .toList();
    }

    private static long found(SearchIndex index) {
        index.refresh();
        return index.search(ask("考勤").request()).total();
    }

    private static void assertFails(ThrowingCallable call, String because) {
        assertThatThrownBy(call).isInstanceOf(SearchIndexException.class).hasMessageContaining(because);
    }

    @Test
    void a_cluster_that_is_away_fails_every_call_and_none_for_long() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        URI nowhere = URI.create("http://127.0.0.1:" + closed);
        try (SearchIndex away = SharedNode.again(SharedNode.at(nowhere, null, null))) {
            Instant begin = Instant.now();
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> away.put(entries("a", 1)),
                    () -> away.remove(List.of(new EntryKey("510900", EntryKind.EVIDENCE, "a"))),
                    () -> away.removeOlder("510900", EntryKind.EVIDENCE, 1),
                    () -> away.search(ask("考勤").request()),
                    () -> away.suggest(typed("考勤")),
                    away::refresh,
                    away::isFilled,
                    away::filled)) {
                assertFails(call, nowhere.toString());
            }
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_frozen_cluster_times_out_and_what_is_put_again_is_there_once() throws IOException {
        try (SearchIndex impatient =
                SharedNode.again(SharedNode.settings(node, 1, ElasticsearchSettings.PREFIX, SHORT))) {
            index.put(entries("before", 3));
            node.freeze();
            try {
                Instant begin = Instant.now();
                assertFails(() -> impatient.put(entries("meanwhile", 3)), "in time");
                assertFails(() -> impatient.search(ask("考勤").request()), "in time");
                assertFails(() -> impatient.suggest(typed("考勤")), "in time");
                assertThat(Duration.between(begin, Instant.now())).isLessThan(SHORT.multipliedBy(6));
            } finally {
                node.thaw();
            }
        }
        index.put(entries("meanwhile", 3));

        assertThat(found(index)).isEqualTo(6);
    }

    @Test
    void what_was_answered_outlives_a_crash_and_what_was_not_is_late_but_not_lost() throws Exception {
        index.put(entries("first", 5));
        index.refresh();
        index.filled();
        Hits page = index.search(ask("考勤").sort(Sort.NEWEST).size(2).request());
        AtomicInteger batches = new AtomicInteger();
        Thread writer = Thread.ofVirtual().start(() -> {
            // On and on until it fails, and then a little more.
            boolean failed = false;
            for (int after = 0; after < 5; after += failed ? 1 : 0) {
                List<Entry> batch = entries("batch" + batches.get(), 10);
                while (true) {
                    try {
                        index.put(batch);
                        break;
                    } catch (SearchIndexException e) {
                        failed = true;
                        sleep();
                    }
                }
                batches.incrementAndGet();
            }
        });
        sleep();
        node.kill();
        assertFails(() -> index.search(ask("考勤").request()), "cannot be reached");
        node.start();
        writer.join();

        assertThat(found(index)).isEqualTo(5 + 10 * batches.get());
        assertThat(index.isFilled()).isTrue();
        // What the first page saw is gone with the node: it goes on in what there is now.
        assertThat(index.search(ask("考勤")
                                .sort(Sort.NEWEST)
                                .size(2)
                                .after(page.next())
                                .request())
                        .hits())
                .extracting(hit -> hit.key().toString())
                .allMatch(key -> key.compareTo(page.hits().getLast().key().toString()) > 0)
                .hasSize(2);
    }

    private static void sleep() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_full_disk_refuses_what_is_put_and_still_finds_what_there_is() throws IOException {
        index.put(entries("before", 3));
        lock(true);
        try {
            assertFails(() -> index.put(entries("after", 3)), "disk of the cluster is full");
            assertThat(found(index)).isEqualTo(3);
        } finally {
            lock(false);
        }
        index.put(entries("after", 3));
        assertThat(found(index)).isEqualTo(6);
    }

    /** As Elasticsearch itself does at the flood stage. */
    private void lock(boolean full) throws IOException {
        node.ask(
                "PUT",
                "zhengping-*/_settings",
                "{\"index.blocks.read_only_allow_delete\": " + (full ? "true}" : "null}"));
    }

    @Test
    void an_index_that_has_no_place_on_any_node_is_waited_for_not_answered_from() throws IOException {
        node.ask("PUT", "_index_template/red", """
                {"index_patterns": ["zhengping-red-*"], "priority": 1000,
                 "template": {"settings": {"index.routing.allocation.require.box": "nowhere"}}}
                """);
        try (SearchIndex red = SharedNode.again(SharedNode.settings(node, 1, "zhengping-red", SHORT.multipliedBy(2)))) {
            assertFails(() -> red.put(entries("a", 3)), "a part of the cluster is away");
            assertFails(() -> red.search(ask("考勤").request()), "a part of the cluster is away");
            assertFails(() -> red.suggest(typed("考勤")), "a part of the cluster is away");

            node.ask("PUT", "zhengping-red-*/_settings", "{\"index.routing.allocation.require.box\": null}");
            node.ask("GET", "_cluster/health/zhengping-red-*?wait_for_status=yellow&timeout=60s", "");
            red.put(entries("a", 3));
            assertThat(found(red)).isEqualTo(3);
        } finally {
            node.ask("DELETE", "_index_template/red", "");
        }
    }

    @Test
    void a_cluster_with_too_much_to_do_is_asked_again_for_what_is_put_and_not_for_searches() throws Exception {
        index.put(entries("before", 3));
        limit("\"1%\"");
        try {
            assertFails(() -> index.search(ask("考勤").request()), "more to do than it can");
            assertFails(() -> index.put(entries("after", 3)), "more to do than it can");
            Thread relief = Thread.ofVirtual().start(() -> {
                sleep();
                try {
                    limit("null");
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            index.put(entries("after", 3));
            relief.join();
        } finally {
            limit("null");
        }
        assertThat(found(index)).isEqualTo(6);
    }

    private void limit(String limit) throws IOException {
        node.ask("PUT", "_cluster/settings", "{\"persistent\": {\"indices.breaker.total.limit\": " + limit + "}}");
    }

    @Test
    void an_index_that_somebody_removed_is_missed_and_made_anew_to_be_filled() throws IOException {
        index.put(entries("a", 3));
        index.filled();
        assertThat(found(index)).isEqualTo(3);

        node.ask("DELETE", "zhengping-*", "");

        assertFails(() -> index.search(ask("考勤").request()), "the index is gone");
        assertFails(() -> index.suggest(typed("考勤")), "the index is gone");
        assertFails(() -> index.put(entries("b", 3)), "the index is gone");
        assertThat(node.ask("GET", "_cat/indices/zhengping-*", "")).isBlank();
        assertThat(index.isFilled()).isFalse();
        index.put(entries("b", 2));
        assertThat(found(index)).isEqualTo(2);
    }

    @Test
    void who_is_not_known_or_not_allowed_is_told_so() {
        Login unknown = new Login(ElasticsearchNode.USER, "wrong");
        try (SearchIndex other = SharedNode.again(SharedNode.at(node.url(), unknown, node.authority()))) {
            assertFails(other::isFilled, "user and password");
        }
        try (SearchIndex other = SharedNode.again(SharedNode.settings(node, 1, "others", SharedNode.PATIENT))) {
            assertFails(other::isFilled, "manage, read and write");
        }
    }

    @Test
    void a_node_whose_certificate_nobody_vouches_for_is_not_talked_to() {
        ElasticsearchSettings right = SharedNode.settings(node);
        try (SearchIndex other = SharedNode.again(SharedNode.at(node.url(), right.credentials(), null))) {
            assertFails(other::isFilled, "certification path");
        }
    }

    @Test
    void indexes_of_earlier_versions_go_when_this_one_is_filled_and_no_others() throws IOException {
        for (String name : List.of("zhengping-aaaaaaaaaaaa", "zhengping-other-aaaaaaaaaaaa", "zhengping-aaaa")) {
            node.ask(
                    "PUT",
                    name + "-1",
                    "{\"aliases\": {\"" + name + "\": {}}, \"settings\": {\"number_of_replicas\": 0}}");
        }
        index.put(entries("a", 1));
        index.filled();

        assertThat(node.ask("GET", "_cat/indices/zhengping-*?h=index", "").lines())
                .containsExactlyInAnyOrder(
                        "zhengping-" + SharedNode.ANALYSIS.version() + "-1",
                        "zhengping-other-aaaaaaaaaaaa-1",
                        "zhengping-aaaa-1");
    }

    @Test
    void values_are_counted_right_also_where_no_shard_has_many_of_them() throws IOException {
        try (SearchIndex several =
                SharedNode.again(SharedNode.settings(node, 3, "zhengping-three", SharedNode.PATIENT))) {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 1500; i++) {
                entries.add(evidence("e" + i, "考勤记录")
                        .value(Facet.UNIT, "u%04d".formatted(i), i % 100 == 0 ? "z" : "y" + i % 500)
                        .build());
            }
            several.put(entries);
            several.refresh();

            List<Hits.Count> counts = Objects.requireNonNull(
                    several.search(ask("考勤").count(Facet.UNIT).request())
                            .counts()
                            .get(Facet.UNIT));
            assertThat(counts).startsWith(new Hits.Count("z", 15), new Hits.Count("y1", 3), new Hits.Count("y10", 3));
            assertThat(counts).hasSize(Plan.MOST_COUNTS);
        }
    }

    @Test
    void several_processes_that_start_at_once_make_one_index() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            all.add(CompletableFuture.runAsync(() -> {
                try (SearchIndex own = SharedNode.again(SharedNode.settings(node))) {
                    own.put(entries("process" + number, 5));
                }
            }));
        }
        all.forEach(CompletableFuture::join);

        assertThat(found(index)).isEqualTo(20);
    }

    @Test
    void what_is_put_while_older_is_removed_stays() throws Exception {
        long rounds = 10;
        index.put(entries("a", 50));
        for (long round = 1; round <= rounds; round++) {
            long stamp = 1000 + round;
            List<Entry> anew = IntStream.range(0, 50)
                    .mapToObj(i -> evidence("a-" + i, "考勤记录").stamp(stamp).build())
                    .toList();
            Thread putting = Thread.ofVirtual().start(() -> anew.forEach(entry -> index.put(List.of(entry))));
            while (putting.isAlive()) {
                // Of what is older, any may be gone; of what has been put anew, none.
                index.removeOlder("510900", EntryKind.EVIDENCE, stamp);
            }
            putting.join();
            assertThat(found(index)).isEqualTo(50);
        }
    }
}
