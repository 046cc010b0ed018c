package cn.zhengping.packs;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.form.FormTemplate;
import cn.zhengping.spi.hall.Arrangement;
import cn.zhengping.spi.hall.Department;
import cn.zhengping.spi.rating.RatingProcess;
import cn.zhengping.spi.staff.EmploymentType;
import cn.zhengping.spi.staff.Occasion;
import cn.zhengping.spi.staff.Period;
import cn.zhengping.spi.staff.StaffPost;
import cn.zhengping.spi.staff.YearlyResult;
import cn.zhengping.spi.standard.Cap;
import cn.zhengping.spi.standard.NotApplicable;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Variable;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishedSchemasTest {

    private static final Set<String> KEYWORDS_WITHOUT_ERRORS =
            Set.of("$schema", "$defs", "$ref", "title", "description", "default", "properties", "items");
    private static final Set<String> KEYWORDS_WITH_A_MESSAGE = Set.of(
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "type",
            "enum",
            "pattern",
            "format",
            "minimum",
            "exclusiveMinimum",
            "maximum",
            "minItems",
            "maxItems",
            "uniqueItems");

    static Stream<String> names() {
        return Stream.of(
                "region", "standard", "policy", "campaign", "hall", "rating", "form", "language", "vocabulary");
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_schema_keeps_to_draft_2020_12(String name) {
        var draft = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(draft.validate(schema(name))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_keyword_that_can_fail_has_a_message_and_every_pattern_a_code(String name) {
        subschemas(schema(name)).forEach(subschema -> {
            assertThat(subschema.propertyNames())
                    .isSubsetOf(Stream.concat(KEYWORDS_WITHOUT_ERRORS.stream(), KEYWORDS_WITH_A_MESSAGE.stream())
                            .toList());
            assertThat(FileSchema.PATTERNS)
                    .containsKey(subschema.path("pattern").asString("\\S"));
            assertThat(subschema.path("format").asString("date")).isEqualTo("date");
            assertThat(subschema.path("minItems").asInt(1)).isEqualTo(1);
            if (subschema.has("minProperties") || subschema.has("maxProperties")) {
                assertThat(subschema.path("minProperties").asInt()).isEqualTo(1);
                assertThat(subschema.path("maxProperties").asInt()).isEqualTo(1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_property_tells_an_author_in_both_languages_what_it_is(String name) {
        subschemas(schema(name))
                .forEach(subschema -> subschema.path("properties").properties().forEach(property -> {
                    var described = property.getValue().has("description")
                            ? property.getValue()
                            : target(name, property.getValue().path("$ref").asString());
                    assertThat(described.path("description").asString())
                            .as("%s in %s", property.getKey(), name)
                            .containsPattern("\\p{IsHan}.*\\| [A-Z]");
                }));
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_object_is_closed(String name) {
        subschemas(schema(name))
                .filter(subschema -> subschema.has("properties"))
                .forEach(subschema -> assertThat(
                                subschema.path("additionalProperties").isBoolean())
                        .as(subschema.toString())
                        .isTrue());
    }

    @Test
    void every_list_of_constants_is_that_of_an_enum_of_the_spi() {
        var enums = Stream.of(
                        UnitKind.class,
                        Cap.Scope.class,
                        NotApplicable.class,
                        Rule.Consequence.Kind.class,
                        Variable.Type.class,
                        Grant.Kind.class,
                        Grant.Level.class,
                        PhaseKind.class,
                        PhaseTemplate.Late.class,
                        PhaseTemplate.HandIn.Format.class,
                        TitleTemplate.Act.Kind.class,
                        CampaignTemplate.Ranking.class,
                        StaffPost.class,
                        Occasion.class,
                        Period.class,
                        YearlyResult.class,
                        EmploymentType.class,
                        Department.Kind.class,
                        Arrangement.Kind.class,
                        RatingProcess.Step.Kind.class,
                        FormTemplate.Field.Kind.class)
                .map(type ->
                        Arrays.stream(type.getEnumConstants()).map(Enum::name).toList())
                .collect(Collectors.toSet());

        var listed = names().flatMap(name -> subschemas(schema(name)))
                .filter(subschema -> subschema.has("enum"))
                .map(subschema -> subschema.path("enum").values().stream()
                        .map(JsonNode::asString)
                        .toList())
                .collect(Collectors.toSet());

        assertThat(listed).isEqualTo(enums);
        assertThat(schema("region").at("/properties/units/properties").propertyNames())
                .containsExactlyElementsOf(
                        Arrays.stream(UnitKind.values()).map(Enum::name).toList());
    }

    /** A schema and all schemas in it. */
    private static Stream<JsonNode> subschemas(JsonNode schema) {
        var within = Stream.of("properties", "$defs").flatMap(key -> schema.path(key).values().stream());
        var items = schema.has("items") ? Stream.of(schema.path("items")) : Stream.<JsonNode>of();
        return Stream.concat(Stream.of(schema), Stream.concat(within, items).flatMap(PublishedSchemasTest::subschemas));
    }

    private static JsonNode target(String name, String reference) {
        var file = List.of(reference.split("#")).getFirst();
        return schema(file.isEmpty() ? name : file.replace(".schema.json", ""))
                .at(reference.substring(reference.indexOf('#') + 1));
    }

    private static JsonNode schema(String name) {
        try (var in = FileSchema.class.getResourceAsStream(FileSchema.FOLDER + name + ".schema.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
