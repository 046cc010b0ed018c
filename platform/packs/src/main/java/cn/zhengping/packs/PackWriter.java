package cn.zhengping.packs;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.form.FormTemplate;
import cn.zhengping.spi.hall.HallPlan;
import cn.zhengping.spi.language.ServiceLanguage;
import cn.zhengping.spi.rating.RatingProcess;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.staff.GradeTable;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.AppliesTo;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.EvidenceBasis;
import cn.zhengping.spi.standard.Item;
import cn.zhengping.spi.standard.Lineage;
import cn.zhengping.spi.standard.Open;
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a pack as files that {@link PackReader} reads to an equal one. They are JSON, which is YAML, too. */
public final class PackWriter {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private PackWriter() {}

    /** The files by their names: {@code standards/model-township-centre.yaml}. The same pack gives the same bytes. */
    public static SortedMap<String, byte[]> write(Pack pack) {
        var files = new TreeMap<String, byte[]>();
        files.put("region.yaml", bytes(region(pack.region())));
        put(files, "standards", pack.standards(), Standard::id, each -> standard("standard", each));
        put(files, "policies", pack.policies(), StaffPolicy::id, PackWriter::policy);
        put(files, "campaigns", pack.campaigns(), CampaignTemplate::id, PackWriter::campaign);
        put(files, "halls", pack.halls(), HallPlan::id, PackWriter::hall);
        put(files, "ratings", pack.ratings(), RatingProcess::id, PackWriter::rating);
        put(files, "forms", pack.forms(), FormTemplate::id, PackWriter::form);
        put(files, "language", pack.languages(), ServiceLanguage::id, PackWriter::language);
        return files;
    }

    /** A pack's lists are in the order of the file names, which ids alone may not give. */
    private static <T> void put(
            Map<String, byte[]> files,
            String folder,
            List<T> all,
            Function<T, String> id,
            Function<T, Mapping> written) {
        var names = all.stream().map(each -> id.apply(each) + ".yaml").toList();
        var inOrder = names.equals(names.stream().sorted().toList());
        IntStream.range(0, all.size())
                .forEach(i -> files.put(
                        folder + "/" + (inOrder ? "" : "%03d-".formatted(i + 1)) + names.get(i),
                        bytes(written.apply(all.get(i)))));
    }

    private static byte[] bytes(Mapping mapping) {
        return JSON.writeValueAsBytes(mapping.values());
    }

    private static Mapping file(String key, String id, String version, LocalizedText title) {
        return new Mapping().with(key, id).with("version", version).with("title", title);
    }

    private static Mapping region(Region region) {
        var units = new Mapping();
        new TreeMap<>(region.unitLabels())
                .forEach((kind, label) -> units.with(
                        kind.name(), new Mapping().with("label", label.label()).with("synonyms", label.synonyms())));
        return new Mapping()
                .with("region", region.division())
                .with("name", region.name())
                .with("units", units);
    }

    private static Mapping standard(String key, Standard standard) {
        return file(key, standard.id(), standard.version(), standard.title())
                .constants("unitKinds", standard.unitKinds())
                .with("lineage", standard.lineage() == null ? null : lineage(standard.lineage()))
                .with("base", standard.base())
                .with("total", standard.total())
                .papers(standard.sources(), standard.readings())
                .list("caps", standard.caps(), PackWriter::cap)
                .list("sections", standard.sections(), PackWriter::section);
    }

    private static Mapping lineage(Lineage lineage) {
        return new Mapping()
                .with("plugin", lineage.plugin())
                .with("version", lineage.version())
                .with("standard", lineage.standard())
                .with("sha256", lineage.sha256())
                .with("adjustedBy", lineage.adjustedBy());
    }

    private static Mapping cap(Cap cap) {
        return new Mapping()
                .with("id", cap.id())
                .with("scope", cap.scope())
                .names("criteria", cap.criteria())
                .with("most", cap.most());
    }

    private static Mapping section(Section section) {
        return new Mapping()
                .with("id", section.id())
                .with("title", section.title())
                .with("points", section.points())
                .list("items", section.items(), PackWriter::item);
    }

    private static Mapping item(Item item) {
        return new Mapping()
                .with("id", item.id())
                .with("title", item.title())
                .with("points", item.points())
                .with("open", item.open() == null ? null : open(item.open()))
                .list("criteria", item.criteria(), PackWriter::criterion);
    }

    private static Mapping open(Open open) {
        return new Mapping()
                .with(
                        "points",
                        open.least() == null
                                ? null
                                : new Mapping().with("least", open.least()).with("most", open.most()))
                .flag("wording", open.wording())
                .flag("criteria", open.criteria());
    }

    private static Mapping criterion(Criterion criterion) {
        return new Mapping()
                .with("id", criterion.id())
                .with("text", criterion.text())
                .with("points", criterion.points())
                .with("rule", RuleWriter.write(criterion.rule()))
                .with("evidence", evidence(criterion.evidence()))
                .with("appliesTo", appliesTo(criterion.appliesTo()))
                .with("notApplicable", criterion.notApplicable())
                .source(criterion.source());
    }

    private static @Nullable Mapping evidence(EvidenceBasis evidence) {
        return evidence.text() == null && !evidence.required()
                ? null
                : new Mapping().with("text", evidence.text()).flag("required", evidence.required());
    }

    private static @Nullable Mapping appliesTo(AppliesTo appliesTo) {
        return appliesTo.equals(AppliesTo.ALL)
                ? null
                : new Mapping().constants("unitKinds", appliesTo.unitKinds()).names("duties", appliesTo.duties());
    }

    private static Mapping policy(StaffPolicy policy) {
        return standard("policy", policy.rules())
                .constants("posts", policy.posts())
                .with("occasion", policy.occasion())
                .constants("periods", policy.periods())
                .with("floor", policy.floor())
                .with("yearly", policy.yearly())
                .list("grades", policy.grades(), PackWriter::table);
    }

    private static Mapping table(GradeTable table) {
        return new Mapping()
                .with("employment", table.employment())
                .source(table.source())
                .list(
                        "grades",
                        table.grades(),
                        grade -> new Mapping()
                                .with("id", grade.id())
                                .with("from", grade.from())
                                .with("label", grade.label()));
    }

    private static Mapping campaign(CampaignTemplate campaign) {
        var cycle = campaign.cycle();
        return file("campaign", campaign.id(), campaign.version(), campaign.title())
                .papers(campaign.sources(), campaign.readings())
                .with(
                        "cycle",
                        cycle == null
                                ? null
                                : new Mapping()
                                        .with("everyYears", cycle.everyYears())
                                        .with("month", cycle.month())
                                        .source(cycle.source()))
                .with("ranking", campaign.ranking())
                .list("titles", campaign.titles(), PackWriter::title)
                .list("phases", campaign.phases(), PackWriter::phase);
    }

    private static Mapping title(TitleTemplate title) {
        return new Mapping()
                .with("id", title.id())
                .with("title", title.title())
                .with("unitKind", title.unitKind())
                .with("standard", title.standard())
                .list(
                        "outcomes",
                        title.outcomes(),
                        band -> new Mapping()
                                .with("from", band.from())
                                .list("grants", band.grants(), PackWriter::grant))
                .list(
                        "acts",
                        title.acts(),
                        act -> new Mapping()
                                .with("kind", act.kind())
                                .with("by", act.by())
                                .with("level", act.level())
                                .source(act.source()))
                .with("validYears", title.validYears())
                .list(
                        "revocations",
                        title.revocations(),
                        ground -> new Mapping()
                                .with("id", ground.id())
                                .with("text", ground.text())
                                .source(ground.source()))
                .list(
                        "awards",
                        title.awards(),
                        award -> new Mapping()
                                .with("grant", award.grant())
                                .with("text", award.text())
                                .source(award.source()))
                .source(title.source());
    }

    private static Mapping grant(Grant grant) {
        return new Mapping()
                .with("id", grant.id())
                .with("kind", grant.kind())
                .with("level", grant.level())
                .with("label", grant.label())
                .with("stars", grant.stars());
    }

    private static Mapping phase(PhaseTemplate phase) {
        return new Mapping()
                .with("kind", phase.kind())
                .with("title", phase.title())
                .with("opens", time(phase.opens()))
                .with("closes", time(phase.closes()))
                .with("late", phase.late())
                .list(
                        "handIns",
                        phase.handIns(),
                        handIn -> new Mapping()
                                .with("id", handIn.id())
                                .with("text", handIn.text())
                                .constants("formats", handIn.formats())
                                .with("fileName", handIn.fileName()))
                .source(phase.source());
    }

    private static @Nullable String time(@Nullable LocalDateTime time) {
        return time == null ? null : TIME.format(time);
    }

    private static Mapping hall(HallPlan hall) {
        return file("hall", hall.id(), hall.version(), hall.title())
                .constants("unitKinds", hall.unitKinds())
                .papers(hall.sources(), hall.readings())
                .list(
                        "departments",
                        hall.departments(),
                        department -> new Mapping()
                                .with("id", department.id())
                                .with("name", department.name())
                                .with("kind", department.kind())
                                .source(department.source()))
                .list(
                        "windowGroups",
                        hall.windowGroups(),
                        group -> new Mapping()
                                .with("id", group.id())
                                .with("title", group.title())
                                .with("windows", group.windows())
                                .list("matters", group.matters(), RuleWriter::option)
                                .with("departments", group.departments())
                                .source(group.source()))
                .list(
                        "matterTypes",
                        hall.matterTypes(),
                        type -> new Mapping()
                                .with("id", type.id())
                                .with("name", type.name())
                                .with("handling", type.handling())
                                .source(type.source()))
                .list(
                        "arrangements",
                        hall.arrangements(),
                        arrangement -> new Mapping()
                                .with("id", arrangement.id())
                                .with("kind", arrangement.kind())
                                .with("text", arrangement.text())
                                .source(arrangement.source()));
    }

    private static Mapping rating(RatingProcess process) {
        return file("rating", process.id(), process.version(), process.title())
                .constants("unitKinds", process.unitKinds())
                .papers(process.sources(), process.readings())
                .list(
                        "steps",
                        process.steps(),
                        step -> new Mapping()
                                .with("id", step.id())
                                .with("kind", step.kind())
                                .with("text", step.text())
                                .source(step.source()));
    }

    private static Mapping form(FormTemplate form) {
        return file("form", form.id(), form.version(), form.title())
                .papers(form.sources(), form.readings())
                .list(
                        "fields",
                        form.fields(),
                        field -> new Mapping()
                                .with("id", field.id())
                                .with("label", field.label())
                                .with("kind", field.kind())
                                .flag("required", field.required())
                                .source(field.source()));
    }

    private static Mapping language(ServiceLanguage language) {
        return file("language", language.id(), language.version(), language.title())
                .papers(language.sources(), language.readings())
                .list(
                        "situations",
                        language.situations(),
                        situation -> new Mapping()
                                .with("id", situation.id())
                                .with("title", situation.title())
                                .texts("polite", situation.polite())
                                .texts("forbidden", situation.forbidden())
                                .list(
                                        "feeds",
                                        situation.feeds(),
                                        link -> new Mapping()
                                                .with("policy", link.policy())
                                                .with("criterion", link.criterion()))
                                .source(situation.source()));
    }
}
