package cn.zhengping.search.elasticsearch;

import cn.zhengping.search.Entry;
import cn.zhengping.search.Passage;
import cn.zhengping.search.analysis.IndexField;
import cn.zhengping.search.analysis.IndexedEntry;
import co.elastic.clients.elasticsearch._types.mapping.DynamicMapping;
import co.elastic.clients.elasticsearch._types.mapping.IndexOptions;
import co.elastic.clients.elasticsearch._types.mapping.Property;
import co.elastic.clients.elasticsearch._types.mapping.TypeMapping;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Entries as documents of Elasticsearch. Of their source only the original is kept: tokens can be made from it again. */
final class Documents {

    static final String ORIGINAL = "original";
    static final String TITLE = ORIGINAL + ".title";

    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    /** What is read back. */
    record Stored(Original original) {}

    /** @param passages null where there are none, and where they were not asked for */
    record Original(String title, @Nullable List<Passage> passages) {}

    static TypeMapping mapping() {
        return TypeMapping.of(mapping -> {
            mapping.dynamic(DynamicMapping.Strict).source(source -> source.includes(ORIGINAL + ".*"));
            for (IndexField field : IndexField.values()) {
                mapping.properties(field.id(), property(field));
            }
            return mapping.properties(ORIGINAL, original -> original.object(object -> object.enabled(false)));
        });
    }

    private static Property property(IndexField field) {
        return switch (field.kind()) {
            case KEYWORD -> Property.of(p -> p.keyword(k -> k.docValues(field == IndexField.KEY)));
            case FACET -> Property.of(p -> p.keyword(k -> k.docValues(true)));
            case GRAMS -> Property.of(p -> p.text(t -> t.analyzer("whitespace").indexOptions(IndexOptions.Positions)));
            case WORDS -> Property.of(p -> p.text(t -> t.analyzer("whitespace").indexOptions(IndexOptions.Freqs)));
            case VALUE -> Property.of(p -> p.keyword(k -> k.index(false)));
            case LONG -> Property.of(p -> p.long_(l -> l.index(field == IndexField.STAMP)));
        };
    }

    static byte[] of(Entry entry, IndexedEntry indexed) {
        Map<String, Object> document = new LinkedHashMap<>();
        indexed.grams().forEach((field, tokens) -> document.put(field.id(), wellFormed(String.join(" ", tokens))));
        indexed.keywords()
                .forEach((field, values) -> document.put(
                        field.id(), values.stream().map(Documents::wellFormed).toList()));
        indexed.values().forEach((field, value) -> document.put(field.id(), wellFormed(value)));
        indexed.longs().forEach((field, value) -> document.put(field.id(), value));
        List<Passage> passages = entry.passages().stream()
                .map(passage -> new Passage(passage.page(), wellFormed(passage.text())))
                .toList();
        document.put(ORIGINAL, new Original(wellFormed(entry.title()), passages));
        return JSON.writeValueAsBytes(document);
    }

    /** JSON cannot hold half of a surrogate pair, which a broken file may well. */
    static String wellFormed(String text) {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        return encoder.canEncode(text)
                ? text
                : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
