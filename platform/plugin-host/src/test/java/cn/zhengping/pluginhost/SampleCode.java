package cn.zhengping.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.code.RegionPlugin;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.pf4j.ExtensionPoint;
import org.pf4j.processor.ExtensionAnnotationProcessor;

/** Compiles the Java of a code plugin as its author would: against the SPI, with PF4J's annotation processor. */
final class SampleCode {

    /** What a criterion has to say to be scored by the region's function. */
    static final String RULE = "coded: {function: times, variables: [{id: n, text: 数量, type: QUANTITY, unit: 个}]}";

    private SampleCode() {}

    /** A region with one function {@code times}, which gives so many points for each. */
    static String regionGiving(int pointsForEach) {
        return """
                package sample;

                import cn.zhengping.spi.*;
                import cn.zhengping.spi.answer.Answer;
                import cn.zhengping.spi.code.*;
                import cn.zhengping.spi.standard.Criterion;
                import java.util.List;
                import org.pf4j.Extension;

                @Extension
                public class SampleRegion implements RegionPlugin {
                    static int created;

                    public SampleRegion() {
                        created++;
                    }

                    @Override
                    public List<CodedRule> codedRules() {
                        return List.of(new Times());
                    }

                    static class Times implements CodedRule {
                        @Override
                        public String function() {
                            return "times";
                        }

                        @Override
                        public Result score(Criterion criterion, Answer.Values values) {
                            var points = Points.of(values.quantities().get("n")).times(%d);
                            return new Result(points, LocalizedText.ofChinese("created " + created));
                        }
                    }
                }
                """.formatted(pointsForEach);
    }

    /**
     * Compiles sources whose public class is called as its file.
     *
     * @return class files and the extension index by their names in the archive
     */
    static Map<String, byte[]> compile(Path folder, String... sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var out = new StringWriter();
        var options = List.of("-d", folder.toString(), "-classpath", classPath(), "-proc:full");
        var task = compiler.getTask(
                out,
                null,
                null,
                options,
                null,
                Stream.of(sources).map(Source::new).toList());
        task.setProcessors(List.of(new ExtensionAnnotationProcessor()));
        assertThat(task.call()).as(out.toString()).isTrue();
        var files = new TreeMap<String, byte[]>();
        try (var walk = Files.walk(folder)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static String classPath() {
        return Stream.of(RegionPlugin.class, ExtensionPoint.class, NullMarked.class)
                .map(SampleCode::location)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(
                    URI.create("string:///sample/" + text.replaceAll("(?s).*?public class (\\w+).*", "$1") + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
