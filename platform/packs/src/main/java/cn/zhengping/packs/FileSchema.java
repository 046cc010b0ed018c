package cn.zhengping.packs;

import cn.zhengping.packs.PackError.Code;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A published schema, which says in our words what is wrong with the shape of a file. */
final class FileSchema {

    static final String FOLDER = "/cn/zhengping/packs/schema/";

    /** Each pattern of the schemas has a meaning of its own, and so a code of its own. */
    static final Map<String, Code> PATTERNS = Map.of(
            "\\S", Code.BLANK_TEXT,
            "^[a-z][a-z0-9.-]{0,79}$", Code.INVALID_ID,
            "^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$", Code.INVALID_VERSION,
            "^[A-Za-z][A-Za-z0-9_]{0,79}$", Code.INVALID_VARIABLE,
            "^[a-z][A-Za-z0-9.-]{0,79}$", Code.INVALID_FUNCTION_NAME,
            "^[1-9][0-9]0000$", Code.INVALID_DIVISION,
            "^[0-9a-f]{64}$", Code.INVALID_SHA256,
            "^([0-9]{6}|[a-z][a-z0-9_]{1,29})$", Code.INVALID_TENANT,
            "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2})?$", Code.INVALID_TIME);

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, List<String>> KNOWN_KEYS = new ConcurrentHashMap<>();
    private static final String SCHEME = "zhengping:";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build())
                    .schemas(FileSchema::textOf));

    static final FileSchema REGION = new FileSchema("region");
    static final FileSchema STANDARD = new FileSchema("standard");
    static final FileSchema POLICY = new FileSchema("policy");
    static final FileSchema CAMPAIGN = new FileSchema("campaign");
    static final FileSchema HALL = new FileSchema("hall");
    static final FileSchema RATING = new FileSchema("rating");
    static final FileSchema FORM = new FileSchema("form");
    static final FileSchema LANGUAGE = new FileSchema("language");

    private final Schema schema;

    private FileSchema(String name) {
        schema = REGISTRY.getSchema(SchemaLocation.of(SCHEME + FOLDER + name + ".schema.json"));
    }

    /** Reports everything that does not fit. */
    void check(YamlFile file) {
        var found = schema.validate(file.tree());
        // What has the wrong type breaks other keywords, too; the type says it all.
        var wronglyTyped = found.stream()
                .filter(error -> error.getKeyword().equals("type"))
                .map(Error::getInstanceLocation)
                .collect(Collectors.toUnmodifiableSet());
        for (var error : found) {
            if (error.getKeyword().equals("type") || !wronglyTyped.contains(error.getInstanceLocation())) {
                report(file, error);
            }
        }
    }

    private static void report(YamlFile file, Error error) {
        var path = path(error.getInstanceLocation());
        var expected = error.getSchemaNode();
        var value = Shown.of(error.getInstanceNode());
        switch (error.getKeyword()) {
            case "required" -> {
                var key = error.getProperty();
                file.report(Code.MISSING_FIELD, YamlPath.key(path, key), Code.MISSING_FIELD.message(key));
            }
            case "additionalProperties" -> reportUnknownField(file, path, error.getProperty(), siblings(error));
            case "minProperties", "maxProperties" ->
                file.report(
                        Code.NOT_EXACTLY_ONE, path, Code.NOT_EXACTLY_ONE.message(String.join(", ", siblings(error))));
            case "type" -> file.report(Code.WRONG_TYPE, path, Code.WRONG_TYPE.messageFor(type(expected), value));
            case "enum" ->
                file.report(
                        Code.UNKNOWN_CONSTANT,
                        path,
                        Code.UNKNOWN_CONSTANT.message(value, String.join(", ", texts(expected))));
            case "pattern" -> {
                var code = Optional.ofNullable(PATTERNS.get(expected.stringValue()))
                        .orElseThrow();
                file.report(code, path, code.message(value));
            }
            case "format" -> file.report(Code.INVALID_DATE, path, Code.INVALID_DATE.message(value));
            case "minimum" -> file.report(Code.TOO_SMALL, path, Code.TOO_SMALL.message(value, expected.asString()));
            case "exclusiveMinimum" ->
                file.report(Code.TOO_SMALL, path, Code.TOO_SMALL.messageFor("exclusive", value, expected.asString()));
            case "maximum" -> file.report(Code.TOO_GREAT, path, Code.TOO_GREAT.message(value, expected.asString()));
            case "minItems" -> file.report(Code.EMPTY_LIST, path, Code.EMPTY_LIST.message());
            case "maxItems" -> file.report(Code.TOO_LONG_LIST, path, Code.TOO_LONG_LIST.message(expected.asString()));
            case "uniqueItems" -> file.report(Code.REPEATED_ENTRY, path, Code.REPEATED_ENTRY.message());
            default ->
                throw new IllegalStateException("A schema uses a keyword without a message: " + error.getKeyword());
        }
    }

    private static void reportUnknownField(YamlFile file, String path, String key, List<String> known) {
        var list = String.join(", ", known);
        var message = NearestName.of(key, known)
                .map(near -> Code.UNKNOWN_FIELD.messageFor("near", Shown.of(key), near, list))
                .orElseGet(() -> Code.UNKNOWN_FIELD.message(Shown.of(key), list));
        file.reportKey(Code.UNKNOWN_FIELD, YamlPath.key(path, key), message);
    }

    /** The keys that the schema knows beside the keyword that failed. */
    private static List<String> siblings(Error error) {
        return KNOWN_KEYS.computeIfAbsent(error.getSchemaLocation().toString(), _ -> {
            var location = error.getSchemaLocation();
            var keyword = JsonPointer.compile(location.getFragment().toString());
            return List.copyOf(JSON.readTree(textOf(location.getAbsoluteIri().toString()))
                    .at(keyword.head())
                    .required("properties")
                    .propertyNames());
        });
    }

    /** The name of a type, {@code text} for what is a text or a mapping. */
    private static String type(JsonNode type) {
        return type.isString() ? type.stringValue() : String.join("-or-", texts(type));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }

    private static String path(NodePath location) {
        var path = "";
        for (var i = 0; i < location.getNameCount(); i++) {
            path = switch (location.getElement(i)) {
                case Integer index -> YamlPath.index(path, index);
                case Object key -> YamlPath.key(path, key.toString());
            };
        }
        return path;
    }

    private static String textOf(String location) {
        var resource = location.substring(SCHEME.length());
        try (var in = FileSchema.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The schema " + resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("The schema " + resource + " cannot be read", broken);
        }
    }
}
