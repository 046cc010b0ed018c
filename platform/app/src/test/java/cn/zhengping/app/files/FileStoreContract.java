package cn.zhengping.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every store of files does. */
abstract class FileStoreContract {

    /** Much more than goes into one part. */
    static final int LARGE = 13 << 20;

    abstract FileStore store();

    Path file(byte[] content) throws IOException {
        return Files.write(store().scratch(), content);
    }

    Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] read(String key, long from) throws IOException {
        try (var in = store().open(key, from)) {
            return in.readAllBytes();
        }
    }

    static byte[] large() {
        var bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void what_was_put_is_there_and_the_file_is_gone_from_where_it_was() throws IOException {
        var file = file("政务服务");

        store().put("510901/original/ab/put", file);

        assertThat(file).doesNotExist();
        assertThat(store().size("510901/original/ab/put")).hasValue(12);
        assertThat(read("510901/original/ab/put", 0))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("政务服务");
    }

    @Test
    void a_large_one_is_the_same_from_any_byte_on() throws IOException {
        var large = large();

        store().put("510901/original/ab/large", file(large));

        assertThat(store().size("510901/original/ab/large")).hasValue(LARGE);
        assertThat(read("510901/original/ab/large", 0)).isEqualTo(large);
        assertThat(read("510901/original/ab/large", LARGE - 3))
                .containsExactly(large[LARGE - 3], large[LARGE - 2], large[LARGE - 1]);
        assertThat(read("510901/original/ab/large", LARGE)).isEmpty();
    }

    @Test
    void what_is_there_is_never_written_again() throws IOException {
        store().put("510901/original/ab/once", file("first"));
        var again = file("again");

        store().put("510901/original/ab/once", again);

        assertThat(again).doesNotExist();
        assertThat(read("510901/original/ab/once", 0)).asString().isEqualTo("first");
    }

    @Test
    void many_who_put_the_same_at_once_leave_one_whole() throws Exception {
        var large = large();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> put = () -> {
                store().put("510901/original/ab/race", file(large));
                return true;
            };
            for (var done : threads.invokeAll(List.of(put, put, put, put))) {
                assertThat(done.get()).isTrue();
            }
        }

        assertThat(read("510901/original/ab/race", 0)).isEqualTo(large);
    }

    @Test
    void it_can_be_had_as_a_file() throws IOException {
        store().put("510901/original/ab/local", file("local"));

        try (var local = store().local("510901/original/ab/local")) {
            assertThat(local.path()).hasContent("local");
        }

        assertThat(read("510901/original/ab/local", 0)).asString().isEqualTo("local");
    }

    @Test
    void what_is_missing_is_said_to_be() {
        assertThat(store().size("510901/original/ab/missing")).isEmpty();
        assertThatThrownBy(() -> store().open("510901/original/ab/missing", 0))
                .isInstanceOfSatisfying(
                        FileStoreException.class,
                        it -> assertThat(it.kind()).isEqualTo(FileStoreException.Kind.MISSING));
        assertThatThrownBy(() -> store().local("510901/original/ab/missing"))
                .isInstanceOfSatisfying(
                        FileStoreException.class,
                        it -> assertThat(it.kind()).isEqualTo(FileStoreException.Kind.MISSING));
    }

    @Test
    void what_is_deleted_is_gone_and_deleting_it_twice_does_not_matter() throws IOException {
        store().put("510901/original/ab/deleted", file("deleted"));

        store().delete("510901/original/ab/deleted");
        store().delete("510901/original/ab/deleted");

        assertThat(store().size("510901/original/ab/deleted")).isEmpty();
    }

    @Test
    void a_folder_is_deleted_with_all_in_it_and_nothing_beside_it() throws IOException {
        for (var key : List.of("510901/incoming/a/1", "510901/incoming/a/2", "510901/incoming/ab/1")) {
            store().put(key, file(key));
        }

        store().deleteAll("510901/incoming/a");
        store().deleteAll("510901/incoming/nothing");

        assertThat(store().size("510901/incoming/a/1")).isEmpty();
        assertThat(store().size("510901/incoming/a/2")).isEmpty();
        assertThat(store().size("510901/incoming/ab/1")).isPresent();
    }
}
