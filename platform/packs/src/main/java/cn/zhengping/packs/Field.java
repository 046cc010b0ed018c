package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.NOT_EXACTLY_ONE;
import static cn.zhengping.packs.PackError.Code.TOO_PRECISE;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A value of a file whose shape the schema has found right, and where it stands. */
record Field(YamlFile file, String path, JsonNode node) {

    static Field root(YamlFile file) {
        return new Field(file, "", file.tree());
    }

    Field get(String key) {
        return new Field(file, YamlPath.key(path, key), node.required(key));
    }

    /** Turns the value of a key into something, or null where the key is absent. */
    <T extends @Nullable Object> @Nullable T optional(String key, Function<Field, T> binder) {
        return node.has(key) ? binder.apply(get(key)) : null;
    }

    /** The value of a key, or what holds where it is absent. */
    <T> T optional(String key, Function<Field, T> binder, T otherwise) {
        return node.has(key) ? binder.apply(get(key)) : otherwise;
    }

    /** The elements of this list. */
    List<Field> elements() {
        var elements = new ArrayList<Field>(node.size());
        for (var element : node) {
            elements.add(new Field(file, YamlPath.index(path, elements.size()), element));
        }
        return elements;
    }

    <T> List<T> list(Function<Field, T> binder) {
        return elements().stream().map(binder).toList();
    }

    /** The list under a key, empty where the key is absent. */
    <T> List<T> list(String key, Function<Field, T> binder) {
        return optional(key, list -> list.list(binder), List.of());
    }

    <T> Set<T> set(String key, Function<Field, T> binder) {
        return list(key, binder).stream().collect(Collectors.toUnmodifiableSet());
    }

    /** The one key of a mapping that holds exactly one. */
    String onlyKey() {
        return node.propertyNames().iterator().next();
    }

    /** Which one of these keys is there, after reporting where it is not exactly one. */
    Optional<String> oneOf(String... keys) {
        var present = Arrays.stream(keys).filter(node::has).toList();
        if (present.size() != 1) {
            report(NOT_EXACTLY_ONE, String.join(", ", keys));
        }
        return present.stream().findFirst();
    }

    String text() {
        return node.stringValue();
    }

    LocalizedText localizedText() {
        return node.isString()
                ? LocalizedText.ofChinese(node.stringValue())
                : new LocalizedText(get("zh").text(), optional("en", Field::text));
    }

    boolean flag() {
        return node.booleanValue();
    }

    int count() {
        return node.decimalValue().intValueExact();
    }

    /** A decimal of at most three places; cut to them after reporting that it has more. */
    BigDecimal decimal() {
        var decimal = node.decimalValue();
        if (decimal.stripTrailingZeros().scale() <= 3) {
            return decimal;
        }
        report(TOO_PRECISE, Shown.of(decimal.toPlainString()));
        return decimal.setScale(3, RoundingMode.DOWN);
    }

    Points points() {
        return Points.of(decimal());
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        return Enum.valueOf(type, node.stringValue());
    }

    void report(Code code, Object... arguments) {
        file.report(code, path, code.message(arguments));
    }
}
