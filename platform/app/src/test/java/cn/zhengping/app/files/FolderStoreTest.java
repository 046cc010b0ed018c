package cn.zhengping.app.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends FileStoreContract {

    @TempDir
    private Path folder;

    private Scratch scratch;
    private FileStore store;

    @BeforeEach
    void start() {
        scratch = new Scratch(folder.resolve(".scratch"));
        store = new FolderStore(folder, scratch);
    }

    @Override
    FileStore store() {
        return store;
    }

    @Test
    void nothing_outside_the_folder_can_be_named() throws IOException {
        var file = file("x");

        for (var key : new String[] {"../x", "510901/../../x", "/etc/x", ".scratch/x", "510901//x", ""}) {
            assertThatThrownBy(() -> store.put(key, file)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_folder_that_is_in_the_way_is_a_failure_that_leaves_nothing() throws IOException {
        Files.writeString(folder.resolve("510901"), "a file where a folder should be");
        var file = file("x");

        assertThatThrownBy(() -> store.put("510901/original/ab/x", file)).isInstanceOf(FileStoreException.class);

        assertThat(folder.resolve("510901")).isRegularFile();
    }

    @Test
    void what_a_killed_process_left_is_deleted_after_a_day() throws IOException {
        var old = file("old");
        var young = file("young");
        Files.setLastModifiedTime(
                old, FileTime.from(Instant.now(Clock.systemUTC()).minus(Duration.ofHours(25))));

        scratch.sweep(Clock.systemUTC());

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void while_the_folder_is_not_there_nothing_is_said_to_be_missing() throws IOException {
        // An empty folder where another one is to be mounted.
        Files.delete(folder.resolve(".scratch"));

        assertThatThrownBy(() -> store.local("510901/original/ab/x"))
                .isInstanceOfSatisfying(
                        FileStoreException.class,
                        it -> assertThat(it.kind()).isEqualTo(FileStoreException.Kind.UNREACHABLE));
    }
}
