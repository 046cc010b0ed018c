package cn.zhengping.app.database;

import cn.zhengping.tenants.database.PoolPassword;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the platform's own, on a free port of the loopback interface, with a password and with data that
 * outlives it. One process at a time uses a folder. What a killed process left running is stopped first, so that it is
 * never adopted by accident; PostgreSQL itself recovers what was committed.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final String password;

    /**
     * Starts it, and makes it first where the folder is empty.
     *
     * @throws StartFailure if the folder cannot be written or another process uses it
     */
    EmbeddedDatabase(Path folder) {
        var data = folder.resolve("postgresql").toAbsolutePath();
        try {
            Files.createDirectories(data);
            if (!Files.isWritable(data)) {
                throw new StartFailure("DATA_FOLDER_NOT_WRITABLE", data);
            }
        } catch (IOException unwritable) {
            throw new StartFailure("DATA_FOLDER_NOT_WRITABLE", data, unwritable);
        }
        try {
            var passwordFile =
                    passwordFile(folder.resolve("postgresql.password").toAbsolutePath());
            password = Files.readString(passwordFile).strip();
            stopOrphan(data);
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(PATIENCE)
                    // Handed on to initdb as options, which overrule the library's own 'trust'.
                    .setLocaleConfig("auth-host", "scram-sha-256")
                    .setLocaleConfig("auth-local", "scram-sha-256")
                    .setLocaleConfig("pwfile", passwordFile.toString())
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setConnectConfig("password", password)
                    // The library turns them off; here the data is to last.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("max_connections", "100")
                    .start();
        } catch (IOException failed) {
            throw new StartFailure("DATABASE_DID_NOT_START", data, failed);
        }
    }

    OwnerDatabase owner() {
        return new OwnerDatabase(
                server.getPostgresDatabase(),
                "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                PoolPassword.derivedFrom(password));
    }

    /** Writes out what is in memory first, as the stop itself has five seconds. */
    @Override
    public void close() throws IOException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint");
        } catch (SQLException gone) {
            LOG.warn("The database server was gone before it was stopped: {}", gone.getMessage());
        }
        server.close();
    }

    private static Path passwordFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            var random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
        }
        return file;
    }

    private static void stopOrphan(Path data) throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        // The library holds this lock as long as its process lives.
        try (var file = new RandomAccessFile(data.resolve("epg-lock").toFile(), "rw");
                var lock = file.getChannel().tryLock()) {
            if (lock == null) {
                throw new StartFailure("DATA_FOLDER_IN_USE", data);
            }
        }
        var orphan = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        if (orphan.isPresent()) {
            LOG.info(
                    "Stopping the database server that a killed process left behind (process {})",
                    orphan.get().pid());
            orphan.get().destroy();
            try {
                orphan.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(interrupted);
            } catch (ExecutionException | TimeoutException stuck) {
                throw new IOException(
                        "The database server left behind (process "
                                + orphan.get().pid() + ") does not stop",
                        stuck);
            }
        }
    }
}
