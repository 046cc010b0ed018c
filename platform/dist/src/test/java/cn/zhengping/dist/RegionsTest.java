package cn.zhengping.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class RegionsTest {

    private static final String PREFIX = "zhengping-region-";

    /** A region as each of those who must know of it sees it. */
    private record Regions(
            SortedSet<String> folders, SortedSet<String> modules, SortedSet<String> built, SortedSet<String> copied) {

        static Regions of(Path root) throws Exception {
            var parent = root.resolve("pom.xml");
            var distribution = root.resolve("platform/dist/pom.xml");
            return new Regions(
                    subfolders(root.resolve("plugins")),
                    named(parent, "/project/modules/module", "plugins/", ""),
                    named(distribution, "/project/dependencies/dependency/artifactId", PREFIX, ""),
                    named(
                            distribution,
                            "//artifactItem[starts-with(artifactId, '" + PREFIX + "')]/destFileName",
                            "",
                            ".jar"));
        }
    }

    @Test
    void each_folder_of_a_region_is_a_module_and_is_in_the_distribution() throws Exception {
        check(Path.of("../.."));
    }

    @Test
    void a_region_that_somebody_forgot_is_found(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("plugins/forgotten"));
        Files.createDirectories(root.resolve("plugins/known"));
        Files.createDirectories(root.resolve("platform/dist"));
        Files.writeString(root.resolve("pom.xml"), """
                <project><modules><module>plugins/known</module><module>platform/dist</module></modules></project>
                """);
        Files.writeString(root.resolve("platform/dist/pom.xml"), """
                <project>
                  <dependencies>
                    <dependency><artifactId>zhengping-region-known</artifactId></dependency>
                    <dependency><artifactId>zhengping-app</artifactId></dependency>
                  </dependencies>
                  <artifactItems>
                    <artifactItem>
                      <artifactId>zhengping-region-gone</artifactId><destFileName>gone.jar</destFileName>
                    </artifactItem>
                  </artifactItems>
                </project>
                """);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> check(root))
                .withMessageContaining("Multiple Failures (3 failures)")
                .withMessageContaining("forgotten")
                .withMessageContaining("gone");
    }

    private static void check(Path root) throws Exception {
        var regions = Regions.of(root);
        assertThat(regions.folders()).isNotEmpty();
        assertSoftly(softly -> {
            softly.assertThat(regions.modules())
                    .as("the lines <module>plugins/…</module> of the root pom.xml")
                    .isEqualTo(regions.folders());
            softly.assertThat(regions.built())
                    .as("the dependencies %s… of platform/dist/pom.xml", PREFIX)
                    .isEqualTo(regions.folders());
            softly.assertThat(regions.copied())
                    .as("the archives that platform/dist/pom.xml copies, as <folder>.jar")
                    .isEqualTo(regions.folders());
        });
    }

    private static SortedSet<String> subfolders(Path plugins) throws IOException {
        var names = new TreeSet<String>();
        try (var entries = Files.list(plugins)) {
            entries.filter(Files::isDirectory)
                    .forEach(it -> names.add(it.getFileName().toString()));
        }
        return names;
    }

    /** What stands at the path without the prefix and the suffix, where it has both. */
    private static SortedSet<String> named(Path pom, String path, String prefix, String suffix)
            throws IOException, ParserConfigurationException, SAXException, XPathException {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        var found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        var names = new TreeSet<String>();
        for (var i = 0; i < found.getLength(); i++) {
            var text = found.item(i).getTextContent().strip();
            if (text.startsWith(prefix) && text.endsWith(suffix)) {
                names.add(text.substring(prefix.length(), text.length() - suffix.length()));
            }
        }
        return names;
    }
}
