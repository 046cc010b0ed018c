package cn.zhengping.scoring;

import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON without blanks, fields in a fixed order, keys and sets sorted, absent fields left out. */
final class CanonicalJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    private CanonicalJson() {}

    static String write(Consumer<JsonGenerator> content) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            content.accept(json);
        }
        return text.toString();
    }

    static void field(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeName(name).writeString(value);
        }
    }

    /** Written as it says itself. */
    static void field(JsonGenerator json, String name, @Nullable Object value) {
        field(json, name, value == null ? null : value.toString());
    }

    static <V> void sorted(JsonGenerator json, Map<String, V> map, BiConsumer<JsonGenerator, V> value) {
        json.writeStartObject();
        new TreeMap<>(map).forEach((key, each) -> {
            json.writeName(key);
            value.accept(json, each);
        });
        json.writeEndObject();
    }

    static void sorted(JsonGenerator json, Collection<String> set) {
        json.writeStartArray();
        for (var each : new TreeSet<>(set)) {
            json.writeString(each);
        }
        json.writeEndArray();
    }
}
