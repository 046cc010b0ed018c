package cn.zhengping.dist;

import cn.zhengping.app.ZhengpingApplication;
import cn.zhengping.app.database.StartFailure;
import cn.zhengping.spi.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts the platform, with demo tenants unless {@code --no-demo} is given. What cannot start says why in one line of
 * both languages and ends with status 1.
 */
public final class Zhengping {

    private static final String BUNDLE = "cn.zhengping.dist.messages";
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Zhengping() {}

    public static void main(String[] arguments) {
        var options = Arrays.asList(arguments);
        try {
            var environment = environment(arguments);
            var data = Path.of(environment.getProperty("zhengping.data", ".data"));
            requireWritable(data);
            requireFree(environment);
            say("STARTING");
            var context = start(data, options.contains("--external"), arguments);
            var demo = !options.contains("--no-demo");
            if (demo) {
                loadDemo(context, data.resolve("demo-complete"));
            }
            ready(address(context), demo);
        } catch (CannotStart reason) {
            OUT.println(reason.getMessage());
            System.exit(1);
        }
    }

    /** Looks through the whole demo only until it has been completed once. */
    private static void loadDemo(ConfigurableApplicationContext context, Path complete) {
        try {
            var demo = new Demo(context, address(context), Zhengping::say);
            if (Files.notExists(complete)) {
                demo.load();
                Files.createFile(complete);
            }
            demo.showProgress();
        } catch (RuntimeException | IOException failure) {
            context.close();
            throw new CannotStart("DEMO_FAILED", String.valueOf(failure.getMessage()));
        }
    }

    private static void ready(String address, boolean demo) {
        for (var locale : List.of(Locale.CHINESE, Locale.ENGLISH)) {
            OUT.println(Message.of(BUNDLE, demo ? "READY_DEMO" : "READY", address, Demo.SECRET)
                    .in(locale));
        }
        if (demo) {
            OUT.print(firstQuery().replace("@address@", address).replace("@secret@", Demo.SECRET));
            say("STOP");
        }
    }

    private static String firstQuery() {
        try (var text = Zhengping.class.getResourceAsStream("first-query.txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    static ConfigurableApplicationContext start(Path data, boolean external, String[] arguments) {
        try {
            return new SpringApplicationBuilder(ZhengpingApplication.class)
                    .properties(Map.of(
                            "zhengping.database.embedded", String.valueOf(!external),
                            "zhengping.database.folder", data.toString(),
                            "zhengping.plugins.work-folder",
                                    data.resolve("plugins").toString(),
                            "zhengping.archives.folder",
                                    data.resolve("archives").toString(),
                            "zhengping.files.folder", data.resolve("files").toString(),
                            "zhengping.search.folder", data.resolve("search").toString(),
                            "zhengping.graphiql.enabled", "true",
                            "logging.file.name", data.resolve("zhengping.log").toString(),
                            "logging.threshold.console", "off",
                            "logging.threshold.file", "info"))
                    .run(arguments);
        } catch (RuntimeException failure) {
            for (Throwable each = failure; each != null; each = each.getCause()) {
                if (each instanceof StartFailure said) {
                    throw new CannotStart(said);
                }
            }
            throw new CannotStart(
                    "START_FAILED",
                    String.valueOf(
                            NestedExceptionUtils.getMostSpecificCause(failure).getMessage()),
                    data.resolve("zhengping.log").toString());
        }
    }

    private static ConfigurableEnvironment environment(String[] arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return environment;
    }

    private static void requireWritable(Path data) {
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "write", ".probe"));
        } catch (IOException unwritable) {
            throw new CannotStart("FOLDER_NOT_WRITABLE", data.toAbsolutePath().toString());
        }
    }

    private static void requireFree(ConfigurableEnvironment environment) {
        var port = environment.getProperty("server.port", Integer.class, 8080);
        try (var probe = new ServerSocket(
                port, 1, InetAddress.getByName(environment.getProperty("server.address", "127.0.0.1")))) {
            probe.setReuseAddress(true);
        } catch (IOException taken) {
            throw new CannotStart("PORT_TAKEN", String.valueOf(port), String.valueOf(port + 1));
        }
    }

    static String address(ConfigurableApplicationContext context) {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    /** Chinese first, then English. */
    private static void say(String key, Object... arguments) {
        OUT.println(inBothLanguages(key, arguments));
    }

    private static String inBothLanguages(String key, Object... arguments) {
        var message = Message.of(BUNDLE, key, arguments);
        return message.in(Locale.CHINESE) + " / " + message.in(Locale.ENGLISH);
    }

    /** Why the platform does not start, in one line. */
    private static final class CannotStart extends RuntimeException {

        private static final long serialVersionUID = 1L;

        CannotStart(String key, Object... arguments) {
            super(inBothLanguages(key, arguments));
        }

        CannotStart(StartFailure said) {
            super(said.getMessage());
        }
    }
}
