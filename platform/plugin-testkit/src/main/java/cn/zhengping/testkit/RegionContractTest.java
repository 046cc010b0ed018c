package cn.zhengping.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves that a region's packaged plugin can be installed and scored by. A region's module has one class that extends it,
 * {@code class SichuanContractTest extends RegionContractTest {}}; the build runs it once the archive is packaged, so
 * {@code ./mvnw verify -pl plugins/sichuan -am} and nothing less. What is loaded is the archive, by the real host.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RegionContractTest {

    /** System property: path of the packaged archive, beside which lies the {@code .sig} of a code plugin. */
    public static final String ARCHIVE_PROPERTY = "zhengping.plugin";

    /** System property: version of the platform that the plugin is loaded into. */
    public static final String VERSION_PROPERTY = "zhengping.version";

    private @Nullable PluginHost host;
    private @Nullable LoadedPlugin loaded;

    /** The keys that a code plugin may be signed with; override it where the region has code. */
    protected TrustedKeys trustedKeys() {
        return TrustedKeys.NONE;
    }

    @BeforeAll
    final void loadThePackagedPlugin(@TempDir Path workFolder) throws IOException {
        var archive = Path.of(property(ARCHIVE_PROPERTY));
        assertThat(archive).as("packaged plugin").isRegularFile();
        var signature = archive.resolveSibling(archive.getFileName() + ".sig");
        host = new PluginHost(workFolder, trustedKeys(), property(VERSION_PROPERTY));
        loaded = host.load(
                archive.getFileName().toString(),
                Files.readAllBytes(archive),
                Files.exists(signature) ? Files.readAllBytes(signature) : null);
    }

    @AfterAll
    final void close() {
        if (host != null) {
            host.close();
        }
    }

    private static String property(String name) {
        var value = System.getProperty(name);
        if (value == null) {
            throw new AssertionError(
                    "The build sets the system property " + name + ": run ./mvnw verify on the region's module");
        }
        return value;
    }

    private LoadedPlugin plugin() {
        return Objects.requireNonNull(loaded);
    }

    private RegionContract contract() {
        return new RegionContract(plugin().pack(), plugin().codedRules());
    }

    @Test
    void it_is_a_data_pack_or_signed_by_a_trusted_key() {
        if (plugin().code()) {
            assertThat(plugin().signedBy()).as("key that signed the code").isNotNull();
        }
    }

    @Test
    void it_holds_something() {
        contract().holdsSomething();
    }

    @Test
    void every_criterion_has_its_wording_and_its_source() {
        contract().everyCriterionHasItsWordingAndItsSource();
    }

    @Test
    void every_unit_kind_has_its_label() {
        contract().everyUnitKindHasItsLabel();
    }

    @Test
    void the_best_answers_reach_the_total() {
        contract().theBestAnswersReachTheTotal();
    }

    @Test
    void the_worst_answers_reach_the_least() {
        contract().theWorstAnswersReachTheLeast();
    }

    @Test
    void an_empty_sheet_is_incomplete_and_lists_every_criterion() {
        contract().anEmptySheetIsIncompleteAndListsEveryCriterion();
    }

    @Test
    void scoring_twice_gives_the_same_bytes() {
        contract().scoringTwiceGivesTheSameBytes();
    }

    @Test
    void every_outcome_band_can_be_reached() {
        contract().everyOutcomeBandCanBeReached();
    }

    @Test
    void every_grade_can_be_reached() {
        contract().everyGradeCanBeReached();
    }

    @Test
    void a_readme_lies_beside_the_pom() {
        var readme = Path.of(System.getProperty("basedir", ""), "README.md");
        assertThat(readme)
                .as("what the region holds and how its papers were read")
                .isNotEmptyFile();
    }
}
