package cn.zhengping.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;
import org.springframework.modulith.docs.Documenter.Options;

class ModuleDocumentationTest {

    private static final Path COMMITTED = Path.of("../../docs/modules");

    private static final String WRITE = "./mvnw test -pl platform/app -am -Dtest=ModuleDocumentationTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dzhengping.docs.write=true";

    /** With {@code -Dzhengping.docs.write=true} it writes them first. */
    @Test
    void the_committed_pages_say_what_the_features_are_today(@TempDir Path fresh) throws IOException {
        write(fresh);
        if (Boolean.getBoolean("zhengping.docs.write")) {
            write(COMMITTED);
        }

        assertThat(pages(COMMITTED))
                .as("docs/modules is not what the code says; run %s and commit it", WRITE)
                .isEqualTo(pages(fresh));
    }

    private static void write(Path folder) {
        new Documenter(
                        ApplicationModules.of(ZhengpingApplication.class),
                        Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults().withStyle(DiagramStyle.C4))
                .writeModuleCanvases();
    }

    /** Line by line in one order, whatever order classes were read in. */
    private static Map<String, List<String>> pages(Path folder) throws IOException {
        var pages = new TreeMap<String, List<String>>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var lines = Files.readAllLines(file).stream().map(it -> it.replaceFirst("^\\|(?=\\* )", ""));
                pages.put(file.getFileName().toString(), lines.sorted().toList());
            }
        }
        return pages;
    }
}
