package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.DUPLICATE_CAMPAIGN;
import static cn.zhengping.packs.PackError.Code.DUPLICATE_STANDARD;
import static cn.zhengping.packs.PackError.Code.MISSING_FILE;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_FILE;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads packs. Each file goes through three stages: YAML, the published schema of its kind, and the meaning of the whole;
 * a file that fails one is not taken to the next, and all errors of the stage are reported, those of other files with
 * them. Safe on any thread.
 */
public final class PackReader {

    private static final String REGION_FILE = "region.yaml";
    private static final Pattern REGION = Pattern.compile(Pattern.quote(REGION_FILE));
    private static final Pattern STANDARD = Pattern.compile("standards/[^/]+\\.yaml");
    private static final Pattern CAMPAIGN = Pattern.compile("campaigns/[^/]+\\.yaml");

    private final FormulaCheck formulas;

    public PackReader(FormulaCheck formulas) {
        this.formulas = formulas;
    }

    /**
     * Reads and checks all files of a pack.
     *
     * @throws PackRejectedException with everything that is wrong
     */
    public Pack read(PackFiles files) {
        return new Reading(files).read();
    }

    private final class Reading {

        private final List<PackError> errors = new ArrayList<>();
        private final List<YamlFile> trees = new ArrayList<>();
        private final PackFiles files;

        Reading(PackFiles files) {
            this.files = files;
        }

        Pack read() {
            files.contents().forEach((name, bytes) -> {
                if (isKnown(name)) {
                    YamlReader.read(name, bytes, errors).ifPresent(trees::add);
                } else {
                    errors.add(PackError.ofFile(UNKNOWN_FILE, name));
                }
            });
            var region = region();
            var standards = bind(STANDARD, FileSchema.STANDARD, StandardBinder::bind);
            standards.forEach(standard -> StandardCheck.check(standard.file(), standard.value(), formulas));
            refuseSameId(STANDARD, "standard", DUPLICATE_STANDARD);
            var campaigns = bind(CAMPAIGN, FileSchema.CAMPAIGN, CampaignBinder::bind);
            var known = known(standards);
            campaigns.forEach(campaign -> CampaignCheck.check(campaign.file(), campaign.value(), known));
            refuseSameId(CAMPAIGN, "campaign", DUPLICATE_CAMPAIGN);
            trees.forEach(file -> errors.addAll(file.errors()));
            if (region.isEmpty() || !errors.isEmpty()) {
                throw new PackRejectedException(
                        errors.stream().sorted(PackError.BY_PLACE).toList());
            }
            return new Pack(region.get(), values(standards), values(campaigns));
        }

        private Optional<Region> region() {
            if (!files.contents().containsKey(REGION_FILE)) {
                errors.add(PackError.ofFile(MISSING_FILE, REGION_FILE));
            }
            return values(bind(REGION, FileSchema.REGION, RegionBinder::bind)).stream()
                    .findFirst();
        }

        /** Those files of a kind whose shape is right, in the order of their names. */
        private <T> List<Bound<T>> bind(Pattern names, FileSchema schema, Function<Field, T> binder) {
            var bound = new ArrayList<Bound<T>>();
            trees(names).forEach(file -> {
                schema.check(file);
                if (file.errors().isEmpty()) {
                    var value = binder.apply(Field.root(file));
                    if (file.errors().isEmpty()) {
                        bound.add(new Bound<>(file, value));
                    }
                }
            });
            return bound;
        }

        private Stream<YamlFile> trees(Pattern names) {
            return trees.stream().filter(file -> names.matcher(file.name()).matches());
        }

        private void refuseSameId(Pattern names, String key, Code code) {
            var firsts = new HashMap<String, String>();
            trees(names)
                    .forEach(file -> id(file, key).ifPresent(id -> {
                        var first = firsts.putIfAbsent(id, file.name());
                        if (first != null) {
                            file.report(code, key, code.message(Shown.of(id), first));
                        }
                    }));
        }

        private PackStandards known(List<Bound<Standard>> standards) {
            var ids = trees(STANDARD)
                    .flatMap(file -> id(file, "standard").stream())
                    .toList();
            var expected = files.contents().keySet().stream()
                    .filter(name -> STANDARD.matcher(name).matches())
                    .count();
            var byId = values(standards).stream()
                    .collect(Collectors.toUnmodifiableMap(Standard::id, Function.identity(), (first, _) -> first));
            return new PackStandards(byId, new TreeSet<>(ids), ids.size() == expected);
        }

        /** The id that a file gives, unless there is something wrong with it. */
        private Optional<String> id(YamlFile file, String key) {
            return file.tree()
                    .optional(key)
                    .filter(JsonNode::isString)
                    .filter(_ -> file.errors().stream()
                            .noneMatch(error -> error.path().equals(key)))
                    .map(JsonNode::stringValue);
        }

        private <T> List<T> values(List<Bound<T>> bound) {
            return bound.stream().map(Bound::value).toList();
        }
    }

    /** A file and what it was bound to. */
    private record Bound<T>(YamlFile file, T value) {}

    private static boolean isKnown(String name) {
        return Stream.of(REGION, STANDARD, CAMPAIGN)
                .anyMatch(names -> names.matcher(name).matches());
    }
}
