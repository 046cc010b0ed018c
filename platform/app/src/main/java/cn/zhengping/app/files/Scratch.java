package cn.zhengping.app.files;

import cn.zhengping.app.files.FileStoreException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** Files on their way. What a killed process left is deleted after a day. */
final class Scratch {

    private static final Duration LEFT_OVER = Duration.ofDays(1);

    private final Path folder;

    Scratch(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException unwritable) {
            throw new FileStoreException(
                    Kind.REFUSED, "The folder " + folder + " of zhengping.files.folder cannot be made", unwritable);
        }
    }

    boolean exists() {
        return Files.isDirectory(folder);
    }

    Path next() {
        try {
            return Files.createFile(folder.resolve(UUID.randomUUID().toString()));
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    void sweep(Clock clock) {
        var before = clock.instant().minus(LEFT_OVER);
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                try {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException | DirectoryNotEmptyException | AccessDeniedException notOurs) {
                    // Put by now, or somebody else's.
                }
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Says what to look at: a disk that is full is the one failure that mends itself once there is room. */
    static FileStoreException failed(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return new FileStoreException(Kind.MISSING, "There is no " + missing.getFile(), failure);
        }
        var reason = String.valueOf(failure.getMessage());
        var full = reason.contains("No space left") || reason.contains("quota exceeded");
        var blocked = failure instanceof AccessDeniedException || failure instanceof DirectoryNotEmptyException;
        return new FileStoreException(
                full ? Kind.FULL : blocked ? Kind.BLOCKED : Kind.UNREACHABLE,
                "A file could not be stored (zhengping.files): " + failure,
                failure);
    }
}
