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
import cn.zhengping.spi.standard.Section;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what derived criteria are derived from. */
final class DerivedCheck {

    private final YamlFile file;
    private final Map<String, Criterion> criteria = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    /** Section or criterion to the sections and criteria that it is made of, in the order of the paper. */
    private final Map<String, List<String>> madeOf = new LinkedHashMap<>();

    private DerivedCheck(YamlFile file, Standard standard, Map<String, Criterion> byPath) {
        this.file = file;
        for (var section : standard.sections()) {
            madeOf.put(
                    section.id(),
                    section.items().stream()
                            .flatMap(item -> item.criteria().stream())
                            .map(Criterion::id)
                            .toList());
        }
        byPath.forEach((path, criterion) -> {
            criteria.put(criterion.id(), criterion);
            paths.put(criterion.id(), path + ".rule.derived");
            if (criterion.rule() instanceof Derived derived) {
                madeOf.put(
                        criterion.id(),
                        derived.terms().stream()
                                .filter(term -> term.from() != Term.From.INPUT)
                                .map(Term::name)
                                .toList());
            }
        });
    }

    /** The ids of the standard have to be unique. */
    static void check(YamlFile file, Standard standard, Map<String, Criterion> byPath) {
        var check = new DerivedCheck(file, standard, byPath);
        var sections = standard.sections().stream().map(Section::id).collect(Collectors.toUnmodifiableSet());
        byPath.values().forEach(criterion -> {
            if (criterion.rule() instanceof Derived derived) {
                check.checkTerms(check.pathOf(criterion.id()), derived.terms(), sections);
            }
        });
        check.checkCycles();
    }

    private void checkTerms(String path, List<Term> terms, Set<String> sections) {
        for (var i = 0; i < terms.size(); i++) {
            var term = terms.get(i);
            var name = term.name();
            switch (term.from()) {
                case SECTION -> {
                    if (!sections.contains(name)) {
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
    }

    private void checkCycles() {
        var done = new HashSet<String>();
        for (var start : madeOf.keySet()) {
            if (!done.contains(start)) {
                walk(start, done);
            }
        }
    }

    /** Depth first, on a stack of its own: a region may chain as many criteria as a file holds. */
    private void walk(String start, Set<String> done) {
        var way = new ArrayList<>(List.of(start));
        var onWay = new HashSet<>(way);
        var parts = new ArrayDeque<>(List.of(partsOf(start)));
        while (!way.isEmpty()) {
            if (!parts.getLast().hasNext()) {
                parts.removeLast();
                var left = way.removeLast();
                onWay.remove(left);
                done.add(left);
                continue;
            }
            var next = parts.getLast().next();
            if (onWay.contains(next)) {
                reportCycle(way.subList(way.indexOf(next), way.size()));
            } else if (!done.contains(next)) {
                way.add(next);
                onWay.add(next);
                parts.add(partsOf(next));
            }
        }
    }

    private Iterator<String> partsOf(String id) {
        return madeOf.getOrDefault(id, List.of()).iterator();
    }

    /** At the first criterion of the cycle; a section is never alone in one. */
    private void reportCycle(List<String> cycle) {
        var from = 0;
        while (!criteria.containsKey(cycle.get(from))) {
            from++;
        }
        var ids = new ArrayList<>(cycle);
        Collections.rotate(ids, -from);
        ids.add(ids.getFirst());
        report(DERIVED_CYCLE, pathOf(ids.getFirst()), Shown.list(" → ", ids));
    }

    private String pathOf(String id) {
        return paths.getOrDefault(id, "");
    }

    private void report(Code code, String path, String argument) {
        file.report(code, path, code.message(argument));
    }
}
