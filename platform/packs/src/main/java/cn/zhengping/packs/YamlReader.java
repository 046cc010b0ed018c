package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.CONTROL_CHARACTER;
import static cn.zhengping.packs.PackError.Code.CUSTOM_TAG;
import static cn.zhengping.packs.PackError.Code.DUPLICATE_KEY;
import static cn.zhengping.packs.PackError.Code.EMPTY_FILE;
import static cn.zhengping.packs.PackError.Code.KEY_NOT_TEXT;
import static cn.zhengping.packs.PackError.Code.NOT_UTF8;
import static cn.zhengping.packs.PackError.Code.NOT_YAML;
import static cn.zhengping.packs.PackError.Code.NUMBER_TOO_LONG;
import static cn.zhengping.packs.PackError.Code.RECURSIVE_ALIAS;
import static cn.zhengping.packs.PackError.Code.SEVERAL_DOCUMENTS;
import static cn.zhengping.packs.PackError.Code.TOO_DEEP;
import static cn.zhengping.packs.PackError.Code.TOO_LARGE_FILE;
import static cn.zhengping.packs.PackError.Code.TOO_MANY_VALUES;

import cn.zhengping.packs.PackError.Code;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the bytes of one file: one document of mappings, lists, texts, plain decimals, true, false and null. A decimal
 * goes from its text to a {@link BigDecimal}; what only looks like a number ({@code 1e3}, {@code 0x10}) is a text.
 */
final class YamlReader {

    static final int MAX_BYTES = 1024 * 1024;
    static final int MAX_DEPTH = 30;
    /** Keys not counted, aliases counted as often as they stand. */
    static final int MAX_VALUES = 100_000;

    private static final int MAX_DIGITS = 40;
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Set<Tag> SCALARS = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final String name;
    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final List<PackError> errors = new ArrayList<>();
    private int count;

    private YamlReader(String name) {
        this.name = name;
    }

    /** The file, or empty after adding what is wrong with it to the errors. */
    static Optional<YamlFile> read(String name, byte[] bytes, List<PackError> errors) {
        var reader = new YamlReader(name);
        var tree = reader.tree(bytes);
        errors.addAll(reader.errors);
        return tree.filter(_ -> reader.errors.isEmpty())
                .map(root -> new YamlFile(name, root, reader.values, reader.keys, new ArrayList<>()));
    }

    private Optional<JsonNode> tree(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            report(TOO_LARGE_FILE, Place.NOWHERE, "", MAX_BYTES / 1024);
            return Optional.empty();
        }
        var text = decode(bytes);
        var settings = settings(bytes.length);
        try {
            return text.filter(decoded -> isOneFlatDocument(decoded, settings))
                    .flatMap(new Compose(settings)::composeString)
                    .flatMap(root -> convert(root, "", 1));
        } catch (MarkedYamlEngineException broken) {
            var place = broken.getProblemMark().or(broken::getContextMark).map(YamlReader::place);
            report(NOT_YAML, place.orElse(Place.NOWHERE), "", Shown.of(String.valueOf(broken.getProblem())));
        } catch (ReaderException unprintable) {
            report(CONTROL_CHARACTER, placeOf(text.orElse(""), unprintable.getPosition()), "");
        } catch (RuntimeException broken) {
            // The engine lets other exceptions out as well, of an impossible character reference for instance.
            report(NOT_YAML, Place.NOWHERE, "", Shown.of(String.valueOf(broken.getMessage())));
        }
        return Optional.empty();
    }

    private Optional<String> decode(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        var text = out.flip().toString();
        if (result.isError()) {
            report(NOT_UTF8, placeOf(text, text.codePointCount(0, text.length())), "");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    }

    /**
     * How often an alias stands is bounded by {@link #MAX_VALUES}; a key that is no text gets an error of ours; and a buffer
     * below the length of the file would be copied for every piece of a long comment or text.
     */
    private static LoadSettings settings(int length) {
        return LoadSettings.builder()
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .setAllowNonScalarKeys(true)
                .setBufferSize(length + 1)
                .build();
    }

    /** Looks at the events before anything is built of them: the composer recurses as deep as the file is nested. */
    private boolean isOneFlatDocument(String text, LoadSettings settings) {
        var depth = 0;
        var documents = 0;
        for (var event : new Parse(settings).parseString(text)) {
            switch (event.getEventId()) {
                case DocumentStart -> documents++;
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH || documents > 1) {
                report(documents > 1 ? SEVERAL_DOCUMENTS : TOO_DEEP, startOf(event), "", MAX_DEPTH);
                return false;
            }
        }
        if (documents == 0) {
            report(EMPTY_FILE, Place.NOWHERE, "");
        }
        return documents == 1;
    }

    /** Empty once there is no sense in reading on. */
    private Optional<JsonNode> convert(Node node, String path, int depth) {
        var place = node.getStartMark().map(YamlReader::place).orElse(Place.NOWHERE);
        values.put(path, place);
        if (node.isRecursive()) {
            report(RECURSIVE_ALIAS, place, path);
            return Optional.empty();
        }
        if (depth > MAX_DEPTH) {
            report(TOO_DEEP, place, path, MAX_DEPTH);
            return Optional.empty();
        }
        if (++count > MAX_VALUES) {
            report(TOO_MANY_VALUES, place, path, MAX_VALUES);
            return Optional.empty();
        }
        return switch (node) {
            case MappingNode mapping -> {
                requireTag(Set.of(Tag.MAP), mapping, place, path);
                yield convertMapping(mapping, path, depth);
            }
            case SequenceNode sequence -> {
                requireTag(Set.of(Tag.SEQ), sequence, place, path);
                yield convertSequence(sequence, path, depth);
            }
            case ScalarNode scalar -> {
                requireTag(SCALARS, scalar, place, path);
                yield Optional.of(convertScalar(scalar, place, path));
            }
            default -> throw new IllegalStateException("A node of an unknown type: " + node.getNodeType());
        };
    }

    private Optional<JsonNode> convertMapping(MappingNode mapping, String path, int depth) {
        var object = JsonNodeFactory.instance.objectNode();
        var seen = new HashSet<String>();
        for (var tuple : mapping.getValue()) {
            var keyNode = tuple.getKeyNode();
            var place = keyNode.getStartMark().map(YamlReader::place).orElse(Place.NOWHERE);
            if (!(keyNode instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
                report(KEY_NOT_TEXT, place, path);
                continue;
            }
            var key = scalar.getValue();
            var keyPath = YamlPath.key(path, key);
            if (!seen.add(key)) {
                report(DUPLICATE_KEY, place, keyPath, Shown.of(key));
                continue;
            }
            keys.put(keyPath, place);
            var value = convert(tuple.getValueNode(), keyPath, depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            object.set(key, value.get());
        }
        return Optional.of(object);
    }

    private Optional<JsonNode> convertSequence(SequenceNode sequence, String path, int depth) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var element : sequence.getValue()) {
            var value = convert(element, YamlPath.index(path, array.size()), depth + 1);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            array.add(value.get());
        }
        return Optional.of(array);
    }

    private JsonNode convertScalar(ScalarNode scalar, Place place, String path) {
        var text = scalar.getValue();
        if (text.codePoints().anyMatch(YamlReader::isControl)) {
            report(CONTROL_CHARACTER, place, path);
        }
        var tag = scalar.getTag();
        if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT))
                && DECIMAL.matcher(text).matches()) {
            if (text.length() > MAX_DIGITS) {
                report(NUMBER_TOO_LONG, place, path, MAX_DIGITS);
                return NullNode.instance;
            }
            return text.contains(".")
                    ? DecimalNode.valueOf(new BigDecimal(text))
                    : BigIntegerNode.valueOf(new BigInteger(text));
        }
        if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if (tag.equals(Tag.NULL) && (text.isEmpty() || text.equals("null"))) {
            return NullNode.instance;
        }
        return StringNode.valueOf(text);
    }

    private void requireTag(Set<Tag> expected, Node node, Place place, String path) {
        if (!expected.contains(node.getTag())) {
            report(CUSTOM_TAG, place, path, Shown.of(node.getTag().getValue()));
        }
    }

    /** What neither a database nor a page can hold. */
    private static boolean isControl(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t')
                || Character.getType(codePoint) == Character.SURROGATE;
    }

    private void report(Code code, Place place, String path, Object... arguments) {
        errors.add(new PackError(code, name, place.line(), place.column(), path, code.message(arguments)));
    }

    private static Place startOf(Event event) {
        return event.getStartMark().map(YamlReader::place).orElse(Place.NOWHERE);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place placeOf(String text, int codePoints) {
        var before = text.substring(
                0, text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length()))));
        var line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(line, before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1);
    }
}
