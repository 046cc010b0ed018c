package cn.zhengping.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** The distribution with its demo, started once for all tests that ask for it. */
record RunningDemo(Path data, ConfigurableApplicationContext context, Demo demo) implements AutoCloseable {

    private static RunningDemo start() {
        try {
            var data = Files.createTempDirectory("zhengping-dist");
            var context = Zhengping.start(data, false, new String[] {
                "--server.port=0",
                "--zhengping.plugins.folder=target/zhengping/plugins",
                "--zhengping.access.bcrypt-strength=4"
            });
            var demo = new Demo(context, Zhengping.address(context), (key, arguments) -> {});
            demo.load();
            return new RunningDemo(data, context, demo);
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    @Override
    public void close() throws IOException {
        context.close();
        FileSystemUtils.deleteRecursively(data);
    }

    static List<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** Hands it to tests. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == RunningDemo.class;
        }

        @Override
        public RunningDemo resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(RunningDemo.class))
                    .computeIfAbsent(RunningDemo.class, missing -> start(), RunningDemo.class);
        }
    }
}
