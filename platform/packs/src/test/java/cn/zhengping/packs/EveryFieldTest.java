package cn.zhengping.packs;

import static cn.zhengping.packs.SamplePack.LANGUAGE;
import static cn.zhengping.packs.SamplePack.POLICY;
import static cn.zhengping.packs.SamplePack.POSTING;
import static cn.zhengping.packs.SamplePack.REGION;
import static cn.zhengping.packs.SamplePack.STANDARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.packs.PackError.Code;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Every field of every kind of file, each with every kind of wrong value: one error, at its path. */
class EveryFieldTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<Code> NOT_SUCH_A_TEXT = Set.of(
            Code.BLANK_TEXT,
            Code.INVALID_ID,
            Code.INVALID_VERSION,
            Code.INVALID_DATE,
            Code.INVALID_TIME,
            Code.INVALID_DIVISION,
            Code.INVALID_SHA256,
            Code.INVALID_TENANT,
            Code.INVALID_VARIABLE,
            Code.INVALID_FUNCTION_NAME,
            Code.UNKNOWN_CONSTANT);

    /** Lists that may be empty; those of criteria need a reason that only the whole item tells. */
    private static final Set<String> MAY_BE_EMPTY = Set.of("readings", "caps", "outcomes", "synonyms", "criteria");

    static Stream<String> files() {
        return SamplePack.sound().files().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_value_of_another_type_is_told(String file) {
        new Tries(file).each((place, value) -> {
            var wrong = value.isNumber() || value.isBoolean() || value.isArray()
                    ? NODES.stringNode("错")
                    : NODES.numberNode(7);
            place.expect(wrong, Code.WRONG_TYPE);
            place.expect(NODES.nullNode(), Code.WRONG_TYPE);
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void an_empty_text_is_told(String file) {
        new Tries(file).each((place, value) -> {
            if (value.isString()) {
                assertThat(place.errorOf(NODES.stringNode(" ")).code())
                        .as(place.toString())
                        .isIn(NOT_SUCH_A_TEXT);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_number_out_of_bounds_or_too_precise_is_told(String file) {
        new Tries(file).each((place, value) -> {
            if (value.isNumber()) {
                place.expect(NODES.numberNode(-10_000_000_000L), Code.TOO_SMALL);
                place.expect(NODES.numberNode(10_000_000_000L), Code.TOO_GREAT);
                assertThat(place.errorOf(NODES.numberNode(value.decimalValue().add(new BigDecimal("0.0001"))))
                                .code())
                        .as(place.toString())
                        .isIn(Code.TOO_PRECISE, Code.WRONG_TYPE, Code.TOO_GREAT);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void an_empty_list_is_told(String file) {
        new Tries(file).each((place, value) -> {
            if (value.isArray() && !MAY_BE_EMPTY.contains(place.key())) {
                place.expect(NODES.arrayNode(), Code.EMPTY_LIST);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_key_that_nobody_knows_is_told(String file) {
        new Tries(file).each((place, value) -> {
            if (value instanceof ObjectNode object) {
                var more = object.deepCopy().put("surprise", 1);
                assertThat(place.errorsOf(more))
                        .as(place.toString())
                        .filteredOn(error -> error.code() != Code.NOT_EXACTLY_ONE)
                        .extracting(PackError::code, PackError::path)
                        .containsExactly(tuple(Code.UNKNOWN_FIELD, place.path() + ".surprise"));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_key_left_out_is_told_there_or_was_optional(String file) {
        new Tries(file).each((place, value) -> {
            if (value instanceof ObjectNode object && !place.key().equals("rule")) {
                for (var key : List.copyOf(object.propertyNames())) {
                    var less = object.deepCopy();
                    less.remove(key);
                    assertThat(place.errorsOf(less))
                            .as("%s without %s", place, key)
                            .allSatisfy(error -> {
                                if (error.code() == Code.MISSING_FIELD) {
                                    assertThat(error.path()).isEqualTo(YamlPath.key(place.path(), key));
                                }
                                MistakesTest.assertSpeaks(error);
                            });
                }
            }
        });
    }

    /** One sound file, whose values are replaced one at a time. */
    private static final class Tries {

        private final String file;
        private final Map<String, byte[]> pack = new LinkedHashMap<>();
        private final JsonNode sound;

        Tries(String file) {
            this.file = file;
            var files = SamplePack.sound().files();
            // what the file refers to, and no more
            for (var name : List.of(REGION, STANDARD, POLICY, POSTING)) {
                if (name.equals(REGION)
                        || (file.startsWith("campaigns/") && name.equals(STANDARD))
                        || (file.equals(LANGUAGE) && name.startsWith("policies/"))) {
                    pack.put(name, files.getOrDefault(name, "").getBytes(UTF_8));
                }
            }
            var errors = new ArrayList<PackError>();
            sound = YamlReader.read(file, files.getOrDefault(file, "").getBytes(UTF_8), errors)
                    .orElseThrow()
                    .tree();
        }

        interface Try {
            void at(Place place, JsonNode value);
        }

        void each(Try one) {
            walk("", "", sound, one);
        }

        private void walk(String path, String pointer, JsonNode value, Try one) {
            if (!path.isEmpty()) {
                one.at(new Place(path, pointer), value);
            }
            switch (value) {
                case ObjectNode object ->
                    object.properties()
                            .forEach(entry -> walk(
                                    YamlPath.key(path, entry.getKey()),
                                    pointer + "/" + entry.getKey(),
                                    entry.getValue(),
                                    one));
                case ArrayNode array -> {
                    for (var i = 0; i < array.size(); i++) {
                        walk(YamlPath.index(path, i), pointer + "/" + i, array.get(i), one);
                    }
                }
                default -> {}
            }
        }

        /** Where a value stands. */
        final class Place {

            private final String path;
            private final String pointer;

            Place(String path, String pointer) {
                this.path = path;
                this.pointer = pointer;
            }

            String path() {
                return path;
            }

            String key() {
                return pointer.substring(pointer.lastIndexOf('/') + 1);
            }

            void expect(JsonNode wrong, Code code) {
                assertThat(errorOf(wrong).code()).as(toString()).isEqualTo(code);
            }

            PackError errorOf(JsonNode wrong) {
                var errors = errorsOf(wrong);
                assertThat(errors).as("%s as %s", this, wrong).hasSize(1);
                var error = errors.getFirst();
                assertThat(error.file()).isEqualTo(file);
                assertThat(error.path()).isEqualTo(path);
                MistakesTest.assertSpeaks(error);
                return error;
            }

            List<PackError> errorsOf(JsonNode wrong) {
                var copy = sound.deepCopy();
                var parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
                switch (parent) {
                    case ObjectNode object -> object.set(key(), wrong);
                    case ArrayNode array -> array.set(Integer.parseInt(key()), wrong);
                    default -> throw new IllegalStateException(path);
                }
                var files = new LinkedHashMap<>(pack);
                files.put(file, JSON.writeValueAsBytes(copy));
                try {
                    SamplePack.READER.read(PackFiles.of(files));
                    return List.of();
                } catch (PackRejectedException rejected) {
                    return rejected.errors();
                }
            }

            @Override
            public String toString() {
                return file + " " + path;
            }
        }
    }
}
