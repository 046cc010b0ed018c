package cn.zhengping.app.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import cn.zhengping.search.EntryKind;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.tenants.TenantCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final TenantCode SUINING = new TenantCode("510900");
    private static final TenantCode NANCHONG = new TenantCode("511300");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<Set<String>> done = new ConcurrentLinkedQueue<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final CountDownLatch first = new CountDownLatch(1);

    @AfterEach
    void stop() {
        first.countDown();
        threads.shutdownNow();
    }

    private Future<?> update(Batches batches, TenantCode tenant, Set<String> ids) {
        return threads.submit(() -> batches.update(tenant, EntryKind.EVIDENCE, ids));
    }

    /** One at a time, of which the one with {@code slow} waits until it is let go. */
    private Batches batches() {
        return new Batches(
                (tenant, kind, ids) -> {
                    if (ids.contains("slow")) {
                        slow.countDown();
                        try {
                            first.await();
                        } catch (InterruptedException stopped) {
                            throw new IllegalStateException(stopped);
                        }
                    }
                    if (ids.contains("wrong")) {
                        throw new IllegalArgumentException("wrong");
                    }
                    if (ids.contains("down")) {
                        throw new SearchIndexException("down", new IOException());
                    }
                    done.add(Set.copyOf(ids));
                },
                1);
    }

    private List<Future<?>> whileOneIsSlow(Batches batches, List<Set<String>> changes) {
        var waiting = new ArrayList<Future<?>>();
        waiting.add(update(batches, NANCHONG, Set.of("slow")));
        await().until(() -> slow.getCount() == 0);
        changes.forEach(ids -> waiting.add(update(batches, SUINING, ids)));
        await().until(() -> batches.waiting() == changes.size());
        first.countDown();
        return waiting;
    }

    @Test
    void what_comes_while_a_batch_is_on_its_way_becomes_one_batch() throws Exception {
        var changes =
                IntStream.range(0, 30).mapToObj(number -> Set.of("id" + number)).toList();

        for (var change : whileOneIsSlow(batches(), changes)) {
            change.get();
        }

        assertThat(done)
                .containsExactly(
                        Set.of("slow"), changes.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    @Test
    void what_is_wrong_with_one_fails_that_one() throws Exception {
        var all = whileOneIsSlow(batches(), List.of(Set.of("a"), Set.of("wrong"), Set.of("b")));

        all.get(1).get();
        all.get(3).get();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> all.get(2).get())
                .withCauseInstanceOf(IllegalArgumentException.class);
        assertThat(done).containsExactlyInAnyOrder(Set.of("slow"), Set.of("a"), Set.of("b"));
    }

    @Test
    void an_engine_that_is_down_fails_all_and_is_not_asked_for_each() {
        var all = whileOneIsSlow(batches(), List.of(Set.of("a"), Set.of("down"), Set.of("b")));

        for (var change : all.subList(1, 4)) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(change::get)
                    .withCauseInstanceOf(SearchIndexException.class);
        }
        assertThat(done).containsExactly(Set.of("slow"));
    }

    @Test
    void no_batch_is_larger_than_an_event() throws Exception {
        var changes = IntStream.range(0, 5)
                .mapToObj(batch -> IntStream.range(0, 90)
                        .mapToObj(number -> batch + "-" + number)
                        .collect(Collectors.toSet()))
                .toList();

        for (var change : whileOneIsSlow(batches(), changes)) {
            change.get();
        }

        assertThat(done).extracting(Set::size).containsExactly(1, 200, 200, 50);
    }
}
