package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.UNKNOWN_SOURCE;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_SUBJECT;

import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks that whatever refers to a paper refers to one that is there. */
record PaperCheck(YamlFile file, SortedSet<String> documents) {

    static PaperCheck of(YamlFile file, List<SourceDocument> sources) {
        UniqueIds.check(file, "sources", sources, SourceDocument::id);
        return documents(file, sources);
    }

    /** Of a file whose papers have been checked already. */
    static PaperCheck documents(YamlFile file, List<SourceDocument> sources) {
        return new PaperCheck(
                file, sources.stream().map(SourceDocument::id).collect(Collectors.toCollection(TreeSet::new)));
    }

    void source(String path, SourceRef source) {
        if (!documents.contains(source.document())) {
            file.report(
                    UNKNOWN_SOURCE,
                    path + ".source.document",
                    UNKNOWN_SOURCE.message(source.document(), Shown.list(", ", documents)));
        }
    }

    <T> void sources(String path, List<T> elements, Function<T, SourceRef> source) {
        for (var i = 0; i < elements.size(); i++) {
            source(YamlPath.index(path, i), source.apply(elements.get(i)));
        }
    }

    /** A reading is about something that bears an id in the file, or about one of {@code others}. */
    void readings(List<Reading> readings, Set<String> others) {
        UniqueIds.check(file, "readings", readings, Reading::id);
        var subjects = new HashSet<>(others);
        subjects.addAll(file.tree().findValuesAsString("id"));
        for (var i = 0; i < readings.size(); i++) {
            var about = readings.get(i).about();
            if (about != null && !subjects.contains(about)) {
                file.report(UNKNOWN_SUBJECT, "readings[" + i + "].about", UNKNOWN_SUBJECT.message(Shown.of(about)));
            }
        }
    }
}
