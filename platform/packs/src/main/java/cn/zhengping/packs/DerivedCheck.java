package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.DERIVED_CYCLE;
import static cn.zhengping.packs.PackError.Code.DERIVED_FROM_NO_POINTS;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_CRITERION;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_SECTION;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.Derived;
import cn.zhengping.spi.standard.Rule.Term;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what derived criteria are derived from. */
final class DerivedCheck {

    private final YamlFile file;
    private final Map<String, Criterion> criteria = new HashMap<>();
    /** Section or criterion to the sections and criteria that it is made of. */
    private final Map<String, List<String>> madeOf = new HashMap<>();

    private DerivedCheck(YamlFile file, Standard standard) {
        this.file = file;
        for (var section : standard.sections()) {
            madeOf.put(
                    section.id(),
                    section.items().stream()
                            .flatMap(item -> item.criteria().stream())
                            .map(Criterion::id)
                            .toList());
        }
        standard.criteria().forEach(criterion -> {
            criteria.put(criterion.id(), criterion);
            madeOf.put(
                    criterion.id(),
                    criterion.rule() instanceof Derived derived
                            ? derived.terms().stream()
                                    .filter(term -> term.from() != Term.From.INPUT)
                                    .map(Term::name)
                                    .toList()
                            : List.of());
        });
    }

    /** The ids of the standard have to be unique. */
    static void check(YamlFile file, Standard standard, Map<String, Criterion> byPath) {
        var check = new DerivedCheck(file, standard);
        byPath.forEach((path, criterion) -> {
            if (criterion.rule() instanceof Derived derived) {
                check.check(path + ".rule.derived", criterion.id(), derived);
            }
        });
    }

    private void check(String path, String id, Derived derived) {
        for (var i = 0; i < derived.terms().size(); i++) {
            var term = derived.terms().get(i);
            var name = term.name();
            switch (term.from()) {
                case SECTION -> {
                    if (!madeOf.containsKey(name) || criteria.containsKey(name)) {
                        report(UNKNOWN_SECTION, path + "[" + i + "].section", name);
                    }
                }
                case CRITERION -> {
                    var criterion = criteria.get(name);
                    if (criterion == null) {
                        report(UNKNOWN_CRITERION, path + "[" + i + "].criterion", name);
                    } else if (criterion.rule() instanceof Rule.Check || criterion.rule() instanceof Rule.Gate) {
                        report(DERIVED_FROM_NO_POINTS, path + "[" + i + "].criterion", name);
                    }
                }
                case INPUT -> {}
            }
        }
        wayBackTo(id).ifPresent(way -> report(DERIVED_CYCLE, path, Shown.of(way)));
    }

    /** The shortest way from an id over what it is made of back to it, if there is one. */
    private Optional<String> wayBackTo(String id) {
        var cameFrom = new HashMap<String, String>();
        var queue = new ArrayDeque<>(List.of(id));
        while (!queue.isEmpty()) {
            var at = queue.remove();
            for (var next : madeOf.getOrDefault(at, List.of())) {
                if (cameFrom.putIfAbsent(next, at) == null) {
                    queue.add(next);
                }
            }
            if (cameFrom.containsKey(id)) {
                return Optional.of(way(id, cameFrom));
            }
        }
        return Optional.empty();
    }

    private static String way(String id, Map<String, String> cameFrom) {
        var way = new StringBuilder(id);
        var at = id;
        do {
            at = cameFrom.getOrDefault(at, id);
            way.insert(0, at + " → ");
        } while (!at.equals(id));
        return way.toString();
    }

    private void report(Code code, String path, String argument) {
        file.report(code, path, code.message(argument));
    }
}
