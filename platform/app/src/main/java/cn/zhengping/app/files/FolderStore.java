package cn.zhengping.app.files;

import cn.zhengping.app.files.FileStoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A folder, one that all nodes share: a file appears in it by one atomic move, once it is on the disk. */
final class FolderStore implements FileStore {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*");

    private final Path folder;
    private final Scratch scratch;

    /** @param scratch on the same file system */
    FolderStore(Path folder, Scratch scratch) {
        this.folder = folder.toAbsolutePath();
        this.scratch = scratch;
    }

    @Override
    public Path scratch() {
        return scratch.next();
    }

    @Override
    public void put(String key, Path file) {
        var target = at(key);
        try {
            if (Files.exists(target)) {
                Files.delete(file);
                return;
            }
            force(file, StandardOpenOption.WRITE);
            Files.createDirectories(target.getParent());
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            for (@Nullable Path above = target.getParent();
                    above != null && above.startsWith(folder);
                    above = above.getParent()) {
                force(above, StandardOpenOption.READ);
            }
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        }
    }

    @Override
    public OptionalLong size(String key) {
        try {
            return OptionalLong.of(Files.size(at(key)));
        } catch (NoSuchFileException missing) {
            return OptionalLong.empty();
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        }
    }

    @Override
    public InputStream open(String key, long from) {
        try {
            var channel = FileChannel.open(at(key), StandardOpenOption.READ);
            return Channels.newInputStream(channel.position(from));
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        }
    }

    @Override
    public Local local(String key) {
        var path = at(key);
        if (!Files.exists(path)) {
            // What is missing is given up in the end; all is missing while the folder is not mounted.
            throw scratch.exists()
                    ? Scratch.failed(new NoSuchFileException(path.toString()))
                    : new FileStoreException(
                            Kind.UNREACHABLE, "The folder " + folder + " of zhengping.files.folder is not there", null);
        }
        return new Local() {
            @Override
            public Path path() {
                return path;
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void delete(String key) {
        try {
            Files.deleteIfExists(at(key));
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        }
    }

    @Override
    public void deleteAll(String of) {
        try {
            Files.walkFileTree(at(of), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure) throws IOException {
                    Files.deleteIfExists(left);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException nothing) {
            // Nothing to delete.
        } catch (IOException failure) {
            throw Scratch.failed(failure);
        }
    }

    @Override
    public void close() {}

    private Path at(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(key);
        }
        return folder.resolve(key);
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
