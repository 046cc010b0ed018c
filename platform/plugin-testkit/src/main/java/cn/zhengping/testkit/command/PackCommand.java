package cn.zhengping.testkit.command;

import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.PluginRejectedException;
import cn.zhengping.pluginhost.TrustedKeys;
import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.Message;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.Standard;
import cn.zhengping.testkit.BestAnswers;
import cn.zhengping.testkit.WorstAnswers;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code pack new}, {@code check}, {@code show}, {@code sheet}, {@code score} and {@code build}. What they load is the
 * archive, by the host that the platform loads it with.
 */
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        resourceBundle = "cn.zhengping.testkit.command.usage")
public final class PackCommand {

    private static final String BUNDLE = "cn.zhengping.testkit.command.messages";

    /** What {@code Plugin-Requires} is compared with: the platform that this command comes with. */
    private static final String HOST_VERSION = "0.1.0";

    private static final int WIDEST_TEXT = 72;
    private static final int REFUSED = 1;

    /** A service catalogue for a sample sheet, where a standard asks for one. */
    private static final Set<String> CATALOGUE = Set.of("item-1", "item-2", "item-3");

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli, before a command runs
    private CommandSpec spec;

    @Option(names = "--english", scope = CommandLine.ScopeType.INHERIT)
    private boolean english;

    private PackCommand() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(out, new PrintStream(System.err, true, StandardCharsets.UTF_8), arguments));
    }

    /** The exit code: 0 for done, 1 for refused with the reason, 2 for a command that does not exist. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        // The language is known before the usage is printed.
        Locale.setDefault(List.of(arguments).contains("--english") ? Locale.ENGLISH : Locale.CHINESE);
        var command = new CommandLine(new PackCommand())
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println(explained(failure, locale(arguments)));
            return REFUSED;
        });
        return command.execute(arguments);
    }

    private static Locale locale(String... arguments) {
        return List.of(arguments).contains("--english") ? Locale.ENGLISH : Locale.CHINESE;
    }

    private static String explained(Exception failure, Locale locale) throws Exception {
        return switch (failure) {
            case PluginRejectedException rejected ->
                Stream.concat(
                                rejected.packErrors().stream().map(error -> error.in(locale)),
                                Stream.of(rejected.reason().in(locale)))
                        .collect(Collectors.joining("\n"));
            case InvalidAnswerException invalid ->
                said(locale, "ANSWER", invalid.criterionId(), invalid.message().in(locale));
            case SampleSheet.UnreadableException unreadable -> said(locale, "SHEET_UNREADABLE", unreadable.where);
            case NoSuchFileException missing -> said(locale, "NO_FILE", missing.getFile());
            case FileAlreadyExistsException there -> said(locale, "FILE_EXISTS", there.getFile());
            case Refused refused -> refused.said.in(locale);
            default -> throw failure;
        };
    }

    private static String said(Locale locale, String key, Object... arguments) {
        return Message.of(BUNDLE, key, arguments).in(locale);
    }

    /** A reason of this command's own. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Message said;

        Refused(String key, Object... arguments) {
            this.said = Message.of(BUNDLE, key, arguments);
        }
    }

    @Command(name = "new")
    int begin(
            @Parameters(paramLabel = "FOLDER") Path folder,
            @Option(names = "--id", required = true) String id,
            @Option(names = "--division", required = true) String division,
            @Option(names = "--name", required = true) String name)
            throws IOException {
        PackFolder.begin(folder, id, division, name);
        print("BEGUN", folder);
        return 0;
    }

    @Command(name = "check")
    int check(@Parameters(paramLabel = "PACK") Path pack) throws IOException, Refused {
        withPlugin(pack, plugin -> {
            print("CHECKED", plugin.ref().toString());
            plugin.pack()
                    .standards()
                    .forEach(standard -> print(
                            standard.total() == null ? "CHECKS" : "STANDARD",
                            standard.id(),
                            standard.title(),
                            standard.criteria().count(),
                            String.valueOf(standard.total())));
            plugin.pack()
                    .policies()
                    .forEach(policy -> print(
                            "POLICY",
                            policy.id(),
                            policy.rules().title(),
                            policy.rules().criteria().count()));
            plugin.pack().campaigns().forEach(campaign -> print("CAMPAIGN", campaign.id(), campaign.title()));
            plugin.pack().halls().forEach(hall -> print("HALL", hall.id(), hall.title(), hall.windows()));
            plugin.pack().ratings().forEach(rating -> print("RATING", rating.id(), rating.title()));
            plugin.pack().forms().forEach(form -> print("FORM", form.id(), form.title()));
            plugin.pack().languages().forEach(language -> print("LANGUAGE", language.id(), language.title()));
            plugin.pack()
                    .rubrics()
                    .filter(standard -> !standard.unfinished().isEmpty())
                    .forEach(standard -> print("UNFINISHED", standard.id(), String.join(", ", standard.unfinished())));
        });
        return 0;
    }

    @Command(name = "show")
    int show(
            @Parameters(paramLabel = "PACK") Path pack,
            @Parameters(paramLabel = "STANDARD", arity = "0..1") @Nullable String standardId)
            throws IOException, Refused {
        withPlugin(pack, plugin -> {
            var shown = standardId == null ? plugin.pack().rubrics().toList() : List.of(rubric(plugin, standardId));
            shown.forEach(standard -> out().println(table(standard)));
        });
        return 0;
    }

    private String table(Standard standard) {
        var rules = new RuleText(locale());
        var table = new TextTable(
                WIDEST_TEXT,
                word("HEAD_ITEM"),
                word("HEAD_CRITERION"),
                word("HEAD_POINTS"),
                word("HEAD_RULE"),
                word("HEAD_TEXT"));
        for (var section : standard.sections()) {
            table.row(
                    "■ " + section.title().in(locale()),
                    section.id(),
                    section.points() == null ? "" : section.points().toString(),
                    "",
                    "");
            for (var item : section.items()) {
                var title = item.title().in(locale()) + (item.open() == null ? "" : " ✎");
                for (var criterion : item.criteria()) {
                    table.row(
                            "  " + title,
                            criterion.id(),
                            criterion.points() == null ? "" : criterion.points().toString(),
                            rules.of(criterion.rule()),
                            criterion.text().in(locale()));
                    title = "";
                }
                if (item.criteria().isEmpty()) {
                    table.row(
                            "  " + title,
                            item.id(),
                            item.points() == null ? "" : item.points().toString(),
                            "",
                            "");
                }
            }
        }
        return standard.title().in(locale()) + "  " + standard.id() + "  "
                + (standard.total() == null ? "" : standard.total()) + "\n" + table;
    }

    @Command(name = "sheet")
    int sheet(
            @Parameters(paramLabel = "PACK") Path pack,
            @Parameters(paramLabel = "STANDARD") String standardId,
            @Option(names = "--unit") @Nullable UnitKind unit,
            @Option(names = "--duties", split = ",") @Nullable Set<String> duties,
            @Option(names = "--worst") boolean worst)
            throws IOException, Refused {
        withPlugin(pack, plugin -> {
            var standard = rubric(plugin, standardId);
            var kind = unit == null
                    ? standard.unitKinds().stream()
                            .min(Comparator.naturalOrder())
                            .orElseThrow()
                    : unit;
            var context = new ScoringContext(
                    LocalDate.now(ZoneId.of("Asia/Shanghai")),
                    kind,
                    duties == null ? Set.of() : duties,
                    CATALOGUE,
                    Map.of(),
                    null);
            var scorer = scorer(plugin, standardId);
            var filled = worst ? WorstAnswers.of(scorer, context) : BestAnswers.of(scorer, context);
            out().print(new SampleSheet(standardId, filled).write(scorer));
            out().flush();
        });
        return 0;
    }

    @Command(name = "score")
    int score(@Parameters(paramLabel = "PACK") Path pack, @Parameters(paramLabel = "SHEET") Path sheetFile)
            throws IOException, Refused, SampleSheet.UnreadableException {
        var sheet = SampleSheet.read(Files.readString(sheetFile));
        withPlugin(pack, plugin -> {
            var scorer = scorer(plugin, sheet.standard());
            var result = sheet.filled().scoredBy(scorer);
            var table = new TextTable(
                    WIDEST_TEXT, word("HEAD_CRITERION"), word("HEAD_REACHED"), word("HEAD_POINTS"), word("HEAD_WHY"));
            for (var line : result.criteria()) {
                table.row(
                        line.criterion(),
                        line.points() != null
                                ? line.points().display()
                                : line.verdict() != null
                                        ? line.verdict().name()
                                        : line.finding() == null
                                                ? "–"
                                                : line.finding().name(),
                        line.most() == null ? "" : line.most().toString(),
                        line.reasons().stream()
                                .map(reason -> reason.in(locale()))
                                .collect(Collectors.joining("；")));
            }
            out().print(table);
            result.adjustments()
                    .forEach(adjustment -> print(
                            "ADJUSTMENT",
                            adjustment.amount().exact(),
                            adjustment.reason().in(locale())));
            var total = result.total();
            if (total == null) {
                print("INCOMPLETE", result.soFar().display(), String.join(", ", result.gaps()));
                return;
            }
            print("TOTAL", total.display(), result.maximum().display());
            plugin.pack()
                    .campaigns()
                    .forEach(campaign -> titles(campaign, sheet.standard())
                            .forEach(title -> title.outcomes().stream()
                                    .filter(band -> total.reaches(band.from()))
                                    .findFirst()
                                    .ifPresentOrElse(
                                            band -> print(
                                                    "OUTCOME",
                                                    title.title(),
                                                    band.grants().stream()
                                                            .map(Grant::label)
                                                            .map(label -> label.in(locale()))
                                                            .collect(Collectors.joining("、"))),
                                            () -> print("NO_OUTCOME", title.title()))));
            policy(plugin, sheet.standard())
                    .ifPresent(policy -> policy.grades()
                            .forEach(grades -> policy.grade(grades.employment(), total::reaches)
                                    .ifPresent(grade -> print("GRADE", grades.employment(), grade.label()))));
        });
        return 0;
    }

    @Command(name = "build")
    int build(
            @Parameters(paramLabel = "FOLDER") Path folder,
            @Option(
                            names = {"-o", "--output"},
                            paramLabel = "FILE")
                    @Nullable
                    Path output)
            throws IOException, Refused {
        withPlugin(folder, plugin -> {});
        var file = output == null ? folder.resolve(PackFolder.fileName(folder)) : output;
        Files.write(file, PackFolder.archive(folder));
        print("BUILT", file);
        return 0;
    }

    private interface Use {
        void of(LoadedPlugin plugin) throws Refused;
    }

    private void withPlugin(Path pack, Use use) throws IOException, Refused {
        if (Files.isDirectory(pack) && Files.notExists(pack.resolve(PackFolder.MANIFEST))) {
            throw new Refused("NO_MANIFEST", pack.resolve(PackFolder.MANIFEST));
        }
        var archive = PackFolder.archive(pack);
        var work = Files.createTempDirectory("zhengping-pack");
        try (var host = new PluginHost(work, TrustedKeys.NONE, HOST_VERSION)) {
            use.of(host.load(pack.getFileName().toString(), archive, null));
        } finally {
            try (var files = Files.walk(work)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Standard rubric(LoadedPlugin plugin, String id) throws Refused {
        return plugin.pack()
                .rubrics()
                .filter(standard -> standard.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "NO_STANDARD",
                        id,
                        plugin.pack().rubrics().map(Standard::id).sorted().collect(Collectors.joining(", "))));
    }

    private static Optional<StaffPolicy> policy(LoadedPlugin plugin, String id) {
        return plugin.pack().policies().stream()
                .filter(policy -> policy.id().equals(id))
                .findFirst();
    }

    private static Scorer scorer(LoadedPlugin plugin, String id) throws Refused {
        var standard = rubric(plugin, id);
        if (!standard.unfinished().isEmpty()) {
            throw new Refused("UNFINISHED", id, String.join(", ", standard.unfinished()));
        }
        return policy(plugin, id)
                .map(policy -> Scorer.of(policy, plugin.codedRules()))
                .orElseGet(() -> Scorer.of(standard, plugin.codedRules()));
    }

    private static Stream<TitleTemplate> titles(CampaignTemplate campaign, String standard) {
        return campaign.titles().stream().filter(title -> standard.equals(title.standard()));
    }

    private Locale locale() {
        return english ? Locale.ENGLISH : Locale.CHINESE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private String word(String key) {
        return said(locale(), key);
    }

    private void print(String key, Object... arguments) {
        out().println(said(locale(), key, arguments));
    }
}
