package cn.zhengping.app.standards;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.errors.Problem;
import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackRejectedException;
import cn.zhengping.packs.PackWriter;
import cn.zhengping.packs.adjust.Adjustment;
import cn.zhengping.packs.adjust.Adjustment.Outcome;
import cn.zhengping.packs.adjust.Change;
import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.PluginRejectedException;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Lineage;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.Standard;
import cn.zhengping.tenants.TenantCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Standards of a tenant's own, made from one that a tenant above or the platform issues, where the issuer left items open for
 * it. What comes out is a data pack of the tenant's like any other, with its lineage.
 */
@Service
public class Adjustments {

    /** Every archive has it, so that the same adjustment gives the same bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9.-]*");

    private static final int LINES_BEFORE_CRITERION = 13;

    private final Access access;
    private final PluginStore store;

    Adjustments(Access access, PluginStore store) {
        this.access = access;
        this.store = store;
    }

    /**
     * One thing that the tenant wants otherwise.
     *
     * @param change null for a criterion that is still text
     * @param item that the criterion is added to; null for a change
     * @param criterion YAML as in a pack; null for a change
     */
    record Wanted(
            @Nullable Change change,
            @Nullable String item,
            @Nullable String criterion) {}

    /**
     * Writes the adjusted standard into a pack of the tenant's and installs it; it is not activated. The same adjustment again
     * changes nothing. Not to be called inside a transaction: artifacts are the platform's.
     *
     * @param version of the pack, and of the standard in it
     * @throws PlatformException {@code ROLE_MISSING}, {@code PLUGIN_UNKNOWN}, {@code STANDARD_UNKNOWN}, {@code
     *     STANDARD_IS_OWN}, {@code ADJUSTMENT_REFUSED} with all that is wrong, {@code VERSION_TAKEN}
     */
    InstalledPlugin adjust(StandardRef ref, String version, List<Wanted> wanted) {
        var actor = access.requireInWholeTenant(Role.TENANT_ADMIN);
        var tenant = Objects.requireNonNull(actor.tenant());
        var issued = store.find(ref.plugin())
                .orElseThrow(() -> new PlatformException(
                        StandardsError.PLUGIN_UNKNOWN, ref.plugin().toString()));
        var plugin = store.load(issued.sha256());
        var standard = Standards.standard(plugin, ref);
        if (issued.own()) {
            throw new PlatformException(StandardsError.STANDARD_IS_OWN, ref.toString());
        }
        var own = RefText.plugin(ref.plugin().id() + "-" + tenant.value().replace('_', '-'), version);
        var lineage =
                new Lineage(ref.plugin().id(), ref.plugin().version(), standard.id(), issued.sha256(), tenant.value());
        var outcome = new Adjustment(version, lineage, changes(ref, standard, wanted))
                .applyTo(standard, PluginHost.packReader());
        return switch (outcome) {
            case Outcome.Refused(var problems) ->
                throw refused(
                        ref,
                        problems.stream()
                                .map(problem -> PluginProblems.of(
                                        problem.change().isPresent()
                                                ? place(problem.change().getAsInt())
                                                : "changes",
                                        problem.code().name(),
                                        problem.message()))
                                .toList());
            case Outcome.Adjusted(var adjusted) -> {
                var fileName = own.id() + "-" + own.version() + ".jar";
                try {
                    yield store.put(
                            tenant,
                            actor.account(),
                            fileName,
                            archive(own.id(), own.version(), tenant, plugin, adjusted),
                            null);
                } catch (PluginRejectedException rejected) {
                    throw PluginProblems.rejected(fileName, List.of(rejected));
                }
            }
        };
    }

    private static String place(int change) {
        return "changes[" + change + "]";
    }

    private static PlatformException refused(StandardRef ref, List<Problem> problems) {
        return new PlatformException(
                StandardsError.ADJUSTMENT_REFUSED,
                Message.of(
                        StandardsError.class.getPackageName() + ".messages",
                        StandardsError.ADJUSTMENT_REFUSED.name(),
                        ref.toString(),
                        PluginProblems.inBothLanguages(problems.getFirst().message())),
                problems);
    }

    private static List<Change> changes(StandardRef ref, Standard standard, List<Wanted> wanted) {
        var sources = Stream.concat(
                        standard.sources().stream(),
                        wanted.stream()
                                .map(Wanted::change)
                                .filter(Change.AddedSource.class::isInstance)
                                .map(change -> ((Change.AddedSource) change).source()))
                .map(SourceDocument::id)
                // Another one is refused with the change that brings it.
                .filter(id -> ID.matcher(id).matches())
                .distinct()
                .toList();
        var problems = new ArrayList<Problem>();
        var changes = new ArrayList<Change>();
        for (var i = 0; i < wanted.size(); i++) {
            var each = wanted.get(i);
            if (each.change() != null) {
                changes.add(each.change());
                continue;
            }
            try {
                changes.add(new Change.AddedCriterion(
                        Objects.requireNonNull(each.item()),
                        criterion(standard, sources, Objects.requireNonNull(each.criterion()))));
            } catch (PackRejectedException unreadable) {
                for (var error : unreadable.errors()) {
                    problems.add(new Problem(
                            error.code().name(),
                            place(i),
                            error.line() > LINES_BEFORE_CRITERION ? error.line() - LINES_BEFORE_CRITERION : null,
                            error.line() > LINES_BEFORE_CRITERION ? error.column() : null,
                            error.path().isEmpty() ? null : error.path(),
                            error.message()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw refused(ref, problems);
        }
        return changes;
    }

    /** Reads a criterion as a pack's author writes it, in the one place of a standard around it. */
    private static Criterion criterion(Standard standard, List<String> sources, String yaml) {
        var around = """
                standard: around
                version: "1"
                title: 调整
                unitKinds: [%s]
                sources: [%s]
                sections:
                  - id: around-section
                    title: 章
                    items:
                      - id: around-item
                        title: 项
                        criteria:
                          -
                %s
                """.formatted(
                        standard.unitKinds().stream().map(Enum::name).collect(Collectors.joining(", ")),
                        sources.stream()
                                .map(id -> "{id: " + id + ", title: 文件, issuer: 机关}")
                                .collect(Collectors.joining(", ")),
                        yaml.indent(12));
        var pack = PluginHost.packReader()
                .read(PackFiles.of(Map.of(
                        "region.yaml",
                        "{region: \"110000\", name: 调整}".getBytes(StandardCharsets.UTF_8),
                        "standards/around.yaml",
                        around.getBytes(StandardCharsets.UTF_8))));
        return pack.standards().getFirst().criteria().findFirst().orElseThrow();
    }

    private static byte[] archive(
            String id, String version, TenantCode tenant, LoadedPlugin issued, Standard adjusted) {
        var manifest = new Manifest();
        var main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Plugin-Id", id);
        main.putValue("Plugin-Version", version);
        main.putValue("Plugin-Provider", tenant.value());
        main.putValue("Plugin-License", issued.licence());
        var pack = new Pack(
                issued.pack().region(),
                List.of(adjusted),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var text = new ByteArrayOutputStream();
            manifest.write(text);
            put(zip, "META-INF/MANIFEST.MF", text.toByteArray());
            for (var file : PackWriter.write(pack).entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
