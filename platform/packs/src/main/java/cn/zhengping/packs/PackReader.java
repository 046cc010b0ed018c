package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.DUPLICATE_CAMPAIGN;
import static cn.zhengping.packs.PackError.Code.DUPLICATE_IN_FOLDER;
import static cn.zhengping.packs.PackError.Code.DUPLICATE_STANDARD;
import static cn.zhengping.packs.PackError.Code.MISSING_FILE;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_FILE;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Pattern STANDARD = in("standards");
    private static final Pattern POLICY = in("policies");
    private static final Pattern CAMPAIGN = in("campaigns");
    private static final Pattern HALL = in("halls");
    private static final Pattern RATING = in("ratings");
    private static final Pattern FORM = in("forms");
    private static final Pattern LANGUAGE = in("language");
    private static final List<Pattern> KNOWN =
            List.of(REGION, STANDARD, POLICY, CAMPAIGN, HALL, RATING, FORM, LANGUAGE);

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
            var policies = bind(POLICY, FileSchema.POLICY, PolicyBinder::bind);
            policies.forEach(policy -> PolicyCheck.check(policy.file(), policy.value(), formulas));
            refuseSameId(DUPLICATE_STANDARD, Map.of(STANDARD, "standard", POLICY, "policy"));
            var campaigns = bind(CAMPAIGN, FileSchema.CAMPAIGN, CampaignBinder::bind);
            var knownStandards = known(STANDARD, "standard", standards, Standard::id);
            campaigns.forEach(campaign -> CampaignCheck.check(campaign.file(), campaign.value(), knownStandards));
            refuseSameId(DUPLICATE_CAMPAIGN, Map.of(CAMPAIGN, "campaign"));
            var halls = bind(HALL, FileSchema.HALL, HallBinder::bind);
            halls.forEach(hall -> HallCheck.check(hall.file(), hall.value()));
            refuseSameId(DUPLICATE_IN_FOLDER, Map.of(HALL, "hall"));
            var ratings = bind(RATING, FileSchema.RATING, RatingBinder::bind);
            ratings.forEach(rating -> RatingBinder.check(rating.file(), rating.value()));
            refuseSameId(DUPLICATE_IN_FOLDER, Map.of(RATING, "rating"));
            var forms = bind(FORM, FileSchema.FORM, FormBinder::bind);
            forms.forEach(form -> FormBinder.check(form.file(), form.value()));
            refuseSameId(DUPLICATE_IN_FOLDER, Map.of(FORM, "form"));
            var languages = bind(LANGUAGE, FileSchema.LANGUAGE, LanguageBinder::bind);
            var knownPolicies = known(POLICY, "policy", policies, StaffPolicy::id);
            languages.forEach(language -> LanguageBinder.check(language.file(), language.value(), knownPolicies));
            refuseSameId(DUPLICATE_IN_FOLDER, Map.of(LANGUAGE, "language"));
            trees.forEach(file -> errors.addAll(file.errors()));
            if (region.isEmpty() || !errors.isEmpty()) {
                throw new PackRejectedException(
                        errors.stream().sorted(PackError.BY_PLACE).toList());
            }
            return new Pack(
                    region.get(),
                    values(standards),
                    values(policies),
                    values(campaigns),
                    values(halls),
                    values(ratings),
                    values(forms),
                    values(languages));
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

        /** Among the files of these names, which give their id under these keys. */
        private void refuseSameId(Code code, Map<Pattern, String> keys) {
            var firsts = new HashMap<String, String>();
            for (var file : trees) {
                keys.forEach((names, key) -> {
                    if (names.matcher(file.name()).matches()) {
                        id(file, key).ifPresent(id -> {
                            var first = firsts.putIfAbsent(id, file.name());
                            if (first != null) {
                                file.report(code, key, code.message(Shown.of(id), first));
                            }
                        });
                    }
                });
            }
        }

        private <T> Known<T> known(Pattern names, String key, List<Bound<T>> bound, Function<T, String> id) {
            var ids = trees(names).flatMap(file -> id(file, key).stream()).toList();
            var expected = files.contents().keySet().stream()
                    .filter(name -> names.matcher(name).matches())
                    .count();
            var byId = values(bound).stream()
                    .collect(Collectors.toUnmodifiableMap(id, Function.identity(), (first, _) -> first));
            return new Known<>(byId, new TreeSet<>(ids), ids.size() == expected);
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

    private static Pattern in(String folder) {
        return Pattern.compile(folder + "/[^/]+\\.yaml");
    }

    private static boolean isKnown(String name) {
        return KNOWN.stream().anyMatch(names -> names.matcher(name).matches());
    }
}
