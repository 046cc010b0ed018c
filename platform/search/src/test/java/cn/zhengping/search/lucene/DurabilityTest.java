package cn.zhengping.search.lucene;

import static cn.zhengping.search.Sample.ask;
import static cn.zhengping.search.Sample.evidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Sample;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.search.SearchIndexException;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.analysis.Analysis;
import cn.zhengping.search.analysis.OtherSegmenters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded index promises of the disk. */
class DurabilityTest {

    private static final Analysis ANALYSIS = new Analysis();
    private static final int KILLS = 3;
    private static final int ACKNOWLEDGED = 25;

    @TempDir
    private Path folder;

    private SearchIndex open() {
        return new LuceneSearchIndex(folder, ANALYSIS);
    }

    private static Set<String> ids(SearchIndex index) {
        Set<String> ids = new TreeSet<>();
        String next = null;
        do {
            SearchRequest request = ask("").size(100).after(next).request();
            var page = index.search(request);
            page.hits().forEach(hit -> ids.add(hit.key().id()));
            next = page.next();
        } while (next != null);
        return ids;
    }

    @Test
    void everything_that_was_answered_is_there_after_each_kill() throws Exception {
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        for (int run = 0; run < KILLS; run++) {
            Process writer = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            folder.toString(),
                            Integer.toString(run))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
                int seen = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    acknowledged.add(line);
                    if (++seen == ACKNOWLEDGED + run * 7) {
                        // By its handle: the process itself would close what is still to be read.
                        writer.toHandle().destroyForcibly();
                    }
                }
                assertThat(seen).isGreaterThanOrEqualTo(ACKNOWLEDGED);
            }
            assertThat(writer.waitFor()).isNotZero();

            try (SearchIndex index = open()) {
                assertThat(ids(index)).containsAll(acknowledged);
            }
        }
    }

    /** Puts with several threads and prints each id after the answer, until it is killed. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) {
            SearchIndex index = new LuceneSearchIndex(Path.of(arguments[0]), ANALYSIS);
            for (int thread = 0; thread < 4; thread++) {
                String prefix = arguments[1] + "-" + thread + "-";
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; ; i++) {
                        index.put(
                                List.of(evidence(prefix + i, "考勤记录").text("正文").build()));
                        synchronized (System.out) {
                            System.out.println(prefix + i);
                            System.out.flush();
                        }
                    }
                });
            }
        }
    }

    @Test
    void concurrent_callers_share_commits_and_each_finds_at_once_what_it_has_put() throws Exception {
        try (SearchIndex index = open();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var puts = IntStream.range(0, 64)
                    .mapToObj(i -> callers.submit(() -> {
                        index.put(List.of(
                                evidence("e" + i, "第" + (1000 + i) + "份记录").build()));
                        return index.search(ask((1000 + i) + "份").request()).total();
                    }))
                    .toList();
            for (var put : puts) {
                assertThat(put.get()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_full_disk_fails_the_call_leaves_the_index_readable_and_is_forgotten_when_there_is_room() {
        AtomicLong room = new AtomicLong(Long.MAX_VALUE);
        try (SearchIndex index =
                new LuceneSearchIndex(folder, ANALYSIS, path -> new Bounded(FSDirectory.open(path), room))) {
            index.put(entries("before", 20));

            // Wherever it runs full: while text is written, while a commit is, while segments are merged.
            for (int bytes : new int[] {0, 1, 100, 2_000, 8_000, 20_000, 60_000}) {
                room.set(bytes);
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 100; i++) {
                                index.put(entries("full" + bytes + "-" + i + "-", 20));
                            }
                        })
                        .isInstanceOf(SearchIndexException.class);
                assertThat(ids(index)).contains("before0", "before19");

                room.set(Long.MAX_VALUE);
                index.put(entries("after" + bytes + "-", 20));
                assertThat(ids(index)).contains("before0", "after" + bytes + "-0", "after" + bytes + "-19");
            }
        }
        try (SearchIndex index = open()) {
            assertThat(ids(index)).contains("before0", "after0-0", "after60000-19");
        }
    }

    @Test
    void nothing_that_was_answered_is_lost_by_a_neighbours_full_disk() throws Exception {
        AtomicLong room = new AtomicLong(Long.MAX_VALUE);
        Set<String> acknowledged = new ConcurrentSkipListSet<>();
        try (SearchIndex index =
                        new LuceneSearchIndex(folder, ANALYSIS, path -> new Bounded(FSDirectory.open(path), room));
                ExecutorService callers = Executors.newFixedThreadPool(4)) {
            List<java.util.concurrent.Future<?>> all = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                String prefix = "c" + caller + "-";
                all.add(callers.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        room.set(i % 10 == 9 ? 3_000 : Long.MAX_VALUE);
                        try {
                            index.put(entries(prefix + i + "-", 3));
                            acknowledged.add(prefix + i + "-0");
                        } catch (SearchIndexException e) {
                            // Not answered, so nothing is promised.
                        }
                    }
                }));
            }
            for (var each : all) {
                each.get();
            }
        }
        try (SearchIndex index = open()) {
            assertThat(acknowledged).isNotEmpty();
            assertThat(ids(index)).containsAll(acknowledged);
        }
    }

    private static List<Entry> entries(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> evidence(prefix + i, "考勤记录" + i, (prefix + "窗口工作人员" + i).repeat(10))
                        .build())
                .toList();
    }

    /** A disk that has only so many bytes left. */
    private static final class Bounded extends FilterDirectory {

        private final AtomicLong room;

        private Bounded(Directory in, AtomicLong room) {
            super(in);
            this.room = room;
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            return bounded(super.createOutput(name, context));
        }

        @Override
        public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
            return bounded(super.createTempOutput(prefix, suffix, context));
        }

        private IndexOutput bounded(IndexOutput out) {
            return new FilterIndexOutput("bounded", out.getName(), out) {
                @Override
                public void writeByte(byte b) throws IOException {
                    take(1);
                    super.writeByte(b);
                }

                @Override
                public void writeBytes(byte[] b, int offset, int length) throws IOException {
                    take(length);
                    super.writeBytes(b, offset, length);
                }
            };
        }

        private void take(int bytes) throws IOException {
            if (room.addAndGet(-bytes) < 0) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Test
    void a_second_process_is_refused() {
        try (SearchIndex index = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another process");
            index.put(entries("still", 1));
            assertThat(ids(index)).containsExactly("still0");
        }
    }

    @Test
    void a_folder_that_holds_something_else_is_refused_and_left_alone() throws Exception {
        Path own = folder.resolve(ANALYSIS.version());
        Files.createDirectories(own);
        Files.writeString(own.resolve("letter.txt"), "Dear");

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("letter.txt");
        assertThat(own).isDirectoryContaining("glob:**/letter.txt");
    }

    @Test
    void a_damaged_index_is_refused_with_what_to_do() throws Exception {
        try (SearchIndex index = open()) {
            index.put(entries("a", 3));
        }
        try (Stream<Path> files = Files.list(folder.resolve(ANALYSIS.version()))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("segments"))
                    .toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 0x55;
                Files.write(file, bytes);
            }
        }

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("damaged");
    }

    @Test
    void an_index_that_lost_a_file_is_refused() throws Exception {
        try (SearchIndex index = open()) {
            index.put(entries("a", 3));
        }
        try (Stream<Path> files = Files.list(folder.resolve(ANALYSIS.version()))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("_"))
                    .toList()) {
                Files.delete(file);
            }
        }

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("damaged");
    }

    @Test
    void a_closed_index_says_so() {
        SearchIndex index = open();
        index.close();
        index.close();

        assertThatThrownBy(() -> index.put(entries("a", 1))).isInstanceOf(SearchIndexException.class);
        assertThatThrownBy(() -> index.search(ask("").request())).isInstanceOf(SearchIndexException.class);
        assertThatThrownBy(() -> index.suggest(Sample.typed("a"))).isInstanceOf(SearchIndexException.class);
    }

    @Test
    void an_index_of_another_analysis_is_kept_until_the_new_one_is_filled() throws Exception {
        Analysis later = new Analysis(OtherSegmenters.BIGRAMS);
        try (SearchIndex index = open()) {
            index.put(entries("a", 3));
            index.filled();
        }
        try (SearchIndex index = open()) {
            assertThat(index.isFilled()).isTrue();
        }
        Files.createDirectories(folder.resolve("lost+found"));

        try (SearchIndex index = new LuceneSearchIndex(folder, later)) {
            assertThat(index.isFilled()).isFalse();
            assertThat(ids(index)).isEmpty();
            assertThat(folder.resolve(ANALYSIS.version())).exists();
            index.put(entries("b", 1));
            index.filled();
            assertThat(index.isFilled()).isTrue();
        }
        assertThat(folder.resolve(ANALYSIS.version())).doesNotExist();
        assertThat(folder.resolve("lost+found")).exists();
    }

    @Test
    void a_cursor_goes_on_in_another_process_where_the_snapshot_is_gone() {
        String next;
        List<String> first = new ArrayList<>();
        try (SearchIndex index = open()) {
            index.put(entries("a", 9));
            var page = index.search(ask("考勤").size(4).request());
            page.hits().forEach(hit -> first.add(hit.key().id()));
            next = page.next();
        }
        try (SearchIndex index = open()) {
            index.remove(List.of(new EntryKey("510900", EntryKind.EVIDENCE, "a3")));
            var page = index.search(ask("考勤").size(20).after(next).request());
            assertThat(first).containsExactly("a0", "a1", "a2", "a3");
            assertThat(page.hits()).extracting(hit -> hit.key().id()).containsExactly("a4", "a5", "a6", "a7", "a8");
        }
    }
}
