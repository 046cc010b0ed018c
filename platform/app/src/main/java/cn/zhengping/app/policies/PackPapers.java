package cn.zhengping.app.policies;

import cn.zhengping.spi.standard.SourceDocument;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The papers that packs come from, to be found in libraries: by number, or by title where a paper has no number. */
final class PackPapers {

    private final Map<DocumentNumber, Set<SourceDocument>> byNumber = new HashMap<>();
    private final Map<String, Set<SourceDocument>> byTitle = new HashMap<>();

    PackPapers(Collection<SourceDocument> papers) {
        for (var paper : papers) {
            var number = number(paper);
            if (number != null) {
                byNumber.computeIfAbsent(number, missing -> new HashSet<>()).add(paper);
            } else if (paper.number() == null) {
                byTitle.computeIfAbsent(paper.title(), missing -> new HashSet<>())
                        .add(paper);
            }
        }
    }

    private static @Nullable DocumentNumber number(SourceDocument paper) {
        return paper.number() == null
                ? null
                : DocumentNumber.parse(paper.number()).orElse(null);
    }

    Set<String> issuers() {
        return byNumber.keySet().stream().map(DocumentNumber::issuer).collect(Collectors.toSet());
    }

    Set<Integer> sequences() {
        return byNumber.keySet().stream().map(DocumentNumber::sequence).collect(Collectors.toSet());
    }

    Set<String> titles() {
        return byTitle.keySet();
    }

    /** Those that the document is. */
    List<SourceDocument> of(PolicyDocument document) {
        var number = document.number();
        return Stream.concat(
                        number == null ? Stream.of() : byNumber.getOrDefault(number, Set.of()).stream(),
                        byTitle.getOrDefault(document.title(), Set.of()).stream())
                .toList();
    }
}
