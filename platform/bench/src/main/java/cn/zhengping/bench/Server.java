package cn.zhengping.bench;

import cn.zhengping.app.ZhengpingApplication;
import cn.zhengping.app.database.OwnerDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The platform as the distribution starts it, with an empty embedded database on free ports of the loopback interface. */
final class Server implements AutoCloseable {

    private final Path folder;
    private final ConfigurableApplicationContext context;

    Server() throws IOException {
        folder = Files.createTempDirectory("zhengping-bench");
        context = new SpringApplicationBuilder(ZhengpingApplication.class)
                .properties(Map.of(
                        "zhengping.database.folder", folder.toString(),
                        "zhengping.plugins.work-folder",
                                folder.resolve("plugins").toString(),
                        "zhengping.archives.folder", folder.resolve("archives").toString(),
                        "logging.file.name", folder.resolve("zhengping.log").toString(),
                        "logging.threshold.console", "off",
                        "logging.threshold.file", "info"))
                .run("--server.port=0");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    OwnerDatabase database() {
        return bean(OwnerDatabase.class);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    int databasePort() {
        return URI.create(database().url().substring("jdbc:".length())).getPort();
    }

    /** Of the role that owns the database. */
    String ownerPassword() throws IOException {
        return Files.readString(folder.resolve("postgresql.password")).strip();
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void asOwner(String... statements) throws SQLException {
        try (var connection = database().connections().getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
        Folder.delete(folder);
    }
}
