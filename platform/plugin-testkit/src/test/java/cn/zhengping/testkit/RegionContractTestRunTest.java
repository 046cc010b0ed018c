package cn.zhengping.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A region's contract test as its author runs it: on a packaged archive that the real host loads. */
class RegionContractTestRunTest {

    private static final List<String> PROPERTIES =
            List.of(RegionContractTest.ARCHIVE_PROPERTY, RegionContractTest.VERSION_PROPERTY, "basedir");

    @TempDir
    Path module;

    private final List<String> before =
            PROPERTIES.stream().map(name -> System.getProperty(name, "")).toList();

    /** Not found by the build, only run from here. */
    static class SampleContract extends RegionContractTest {}

    @BeforeEach
    void set() throws IOException {
        Files.writeString(module.resolve("README.md"), "# 样例");
        System.setProperty(
                RegionContractTest.ARCHIVE_PROPERTY,
                module.resolve("sample.jar").toString());
        System.setProperty(RegionContractTest.VERSION_PROPERTY, "0.1.0-SNAPSHOT");
        System.setProperty("basedir", module.toString());
    }

    @AfterEach
    void reset() {
        for (var i = 0; i < PROPERTIES.size(); i++) {
            if (before.get(i).isEmpty()) {
                System.clearProperty(PROPERTIES.get(i));
            } else {
                System.setProperty(PROPERTIES.get(i), before.get(i));
            }
        }
    }

    @Test
    void a_region_that_keeps_the_contract_passes() throws IOException {
        var results = run(SampleRegion.archive(Map.of()));
        assertThat(failures(results)).isEmpty();
        results.testEvents().assertStatistics(tests -> tests.started(11).succeeded(11));
    }

    @Test
    void a_region_with_code_that_nobody_signed_fails() throws IOException {
        var results = run(SampleRegion.archive(Map.of("sample/Region.class", "code")));
        assertThat(failures(results))
                .singleElement()
                .asString()
                .contains("CODE_ENTRY")
                .contains("sample/Region.class");
    }

    @Test
    void a_region_whose_pack_has_errors_fails() throws IOException {
        var results = run(SampleRegion.archive(Map.of("standards/points.yaml", "standard: points")));
        assertThat(failures(results)).singleElement().asString().contains("standards/points.yaml");
    }

    @Test
    void a_region_that_breaks_one_promise_fails_in_that_alone() throws IOException {
        var results = run(SampleRegion.archive(Map.of("region.yaml", "{region: \"510000\", name: 四川省, units: {}}")));
        assertThat(results.testEvents().failed().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .containsExactly("every_unit_kind_has_its_label()");
    }

    @Test
    void a_region_without_a_readme_fails() throws IOException {
        Files.delete(module.resolve("README.md"));
        assertThat(failures(run(SampleRegion.archive(Map.of()))))
                .singleElement()
                .asString()
                .contains("README.md");
    }

    @Test
    void an_archive_that_was_not_packaged_is_missed() {
        assertThat(failures(run())).singleElement().asString().contains("packaged plugin");
    }

    @Test
    void a_run_outside_the_build_says_how_to_run_it() {
        System.clearProperty(RegionContractTest.ARCHIVE_PROPERTY);
        assertThat(failures(run())).singleElement().asString().contains("./mvnw verify");
    }

    private EngineExecutionResults run(byte[] archive) throws IOException {
        Files.write(module.resolve("sample.jar"), archive);
        return run();
    }

    private static EngineExecutionResults run() {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(SampleContract.class))
                .execute();
    }

    private static List<String> failures(EngineExecutionResults results) {
        return results.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .toString())
                .toList();
    }
}
