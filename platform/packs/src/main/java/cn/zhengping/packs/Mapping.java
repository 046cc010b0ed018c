package cn.zhengping.packs;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.standard.Reading;
import cn.zhengping.spi.standard.SourceDocument;
import cn.zhengping.spi.standard.SourceRef;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a file says under which key, in the order in which it is written; nulls and empty lists are left out. */
final class Mapping {

    private final Map<String, Object> values = new LinkedHashMap<>();

    Map<String, Object> values() {
        return values;
    }

    Mapping with(String key, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Mapping mapping -> values.put(key, mapping.values);
            case Points points -> values.put(key, new BigDecimal(points.toString()));
            case LocalizedText text -> values.put(key, written(text));
            case Enum<?> constant -> values.put(key, constant.name());
            case List<?> list when list.isEmpty() -> {}
            default -> values.put(key, value);
        }
        return this;
    }

    /** Written only where it is true. */
    Mapping flag(String key, boolean flag) {
        return with(key, flag ? true : null);
    }

    <T> Mapping list(String key, List<T> list, Function<T, Mapping> written) {
        return with(key, list.stream().map(each -> written.apply(each).values).toList());
    }

    Mapping texts(String key, Collection<LocalizedText> texts) {
        return with(key, texts.stream().map(Mapping::written).toList());
    }

    <E extends Enum<E>> Mapping constants(String key, Collection<E> constants) {
        return with(key, constants.stream().sorted().map(Enum::name).toList());
    }

    Mapping names(String key, Collection<String> names) {
        return with(key, names.stream().sorted().toList());
    }

    Mapping source(SourceRef source) {
        return with(
                "source",
                new Mapping()
                        .with("document", source.document())
                        .with("annex", source.annex())
                        .with("row", source.row()));
    }

    Mapping papers(List<SourceDocument> sources, List<Reading> readings) {
        return list("sources", sources, Mapping::paper)
                .list(
                        "readings",
                        readings,
                        reading -> new Mapping()
                                .with("id", reading.id())
                                .with("about", reading.about())
                                .with("text", reading.text()));
    }

    private static Mapping paper(SourceDocument source) {
        var date = source.date();
        return new Mapping()
                .with("id", source.id())
                .with("title", source.title())
                .with("number", source.number())
                .with("issuer", source.issuer())
                .with("date", date == null ? null : date.toString());
    }

    private static Object written(LocalizedText text) {
        return text.en() == null
                ? text.zh()
                : new Mapping().with("zh", text.zh()).with("en", text.en()).values;
    }
}
