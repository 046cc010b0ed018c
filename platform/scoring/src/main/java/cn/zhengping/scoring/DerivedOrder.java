package cn.zhengping.scoring;

import cn.zhengping.scoring.InvalidStandardException.Code;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Standard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds an order in which derived criteria can be computed, or the cycle that leaves none. */
final class DerivedOrder {

    private final Prepared[] criteria;
    private final Map<String, Prepared> byId;
    private final Map<String, Integer> sections = new HashMap<>();
    private final List<Prepared> sorted = new ArrayList<>();
    private final Set<Prepared> done = new HashSet<>();
    private final Set<Prepared> begun = new HashSet<>();

    DerivedOrder(Standard standard, Prepared[] criteria, Map<String, Prepared> byId) {
        this.criteria = criteria;
        this.byId = byId;
        for (var i = 0; i < standard.sections().size(); i++) {
            sections.put(standard.sections().get(i).id(), i);
        }
    }

    List<Prepared> sorted() {
        for (var prepared : criteria) {
            visit(prepared);
        }
        return List.copyOf(sorted);
    }

    private void visit(Prepared prepared) {
        if (!(prepared.criterion().rule() instanceof Rule.Derived rule) || done.contains(prepared)) {
            return;
        }
        if (!begun.add(prepared)) {
            throw new InvalidStandardException(Code.CYCLE, prepared.id());
        }
        for (var term : rule.terms()) {
            switch (term.from()) {
                case SECTION -> {
                    var section = sections.get(term.name());
                    if (section == null) {
                        throw new InvalidStandardException(Code.UNKNOWN_TERM, prepared.id(), term.name());
                    }
                    for (var other : criteria) {
                        if (other.section() == section) {
                            visit(other);
                        }
                    }
                }
                case CRITERION -> {
                    var other = byId.get(term.name());
                    if (other == null) {
                        throw new InvalidStandardException(Code.UNKNOWN_TERM, prepared.id(), term.name());
                    }
                    visit(other);
                }
                case INPUT -> {
                    // comes with the context of each sheet
                }
            }
        }
        done.add(prepared);
        sorted.add(prepared);
    }
}
