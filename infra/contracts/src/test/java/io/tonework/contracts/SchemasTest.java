package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the published schemas against the records: what they accept and what they name. */
class SchemasTest {
  private static final String BASE = "https://tonework.io/schemas/";
  private static final Map<Class<?>, String> SCALARS =
      Map.of(
          String.class, "string",
          Instant.class, "string",
          URI.class, "string",
          int.class, "integer",
          long.class, "integer",
          Integer.class, "integer",
          double.class, "number",
          boolean.class, "boolean");

  private final JsonSchemaFactory factory =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.schemaMappers(mappers -> mappers.mapPrefix(BASE, "classpath:schemas/")));

  static Stream<Record> samples() {
    return Samples.all().stream();
  }

  static Stream<Class<?>> published() {
    return Stream.concat(
        Arrays.stream(EventType.values()).map(EventType::recordClass), Stream.of(Plan.class));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldAcceptWhatIsWritten(Record sample) {
    // When
    JsonNode json = ContractsJson.mapper().valueToTree(sample);
    // Then
    assertThat(schema(sample.getClass()).validate(json)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void shouldRefuseWhenARequiredPartIsMissingOrOfAnotherType(Record sample) {
    // Given
    JsonSchema schema = schema(sample.getClass());
    for (RecordComponent component : sample.getClass().getRecordComponents()) {
      if (isRequired(component)) {
        // When
        ObjectNode json = ContractsJson.mapper().valueToTree(sample);
        json.remove(component.getName());
        ObjectNode other = ContractsJson.mapper().valueToTree(sample);
        other.set(component.getName(), other.nullNode());
        // Then
        assertThat(schema.validate(json)).as(component.getName()).hasSize(1);
        assertThat(schema.validate(other)).as(component.getName()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("published")
  void shouldNameExactlyTheComponentsOfTheRecord(Class<?> record) {
    // Given
    String file = file(record);
    // When
    List<String> differences = new ArrayList<>();
    compare(record, new Located(file, read(file)), record.getSimpleName(), differences);
    // Then
    assertThat(differences).isEmpty();
  }

  @Test
  void shouldHaveOneExampleOfEachSchemaAtLeast() {
    assertThat(published())
        .allSatisfy(
            type -> assertThat(samples()).anySatisfy(s -> assertThat(s).isInstanceOf(type)));
  }

  /** A schema and the file that its references are relative to. */
  private record Located(String file, JsonNode node) {
    Located at(String pointer) {
      return new Located(file, node.at(pointer)).resolved();
    }

    Located resolved() {
      String reference = node.path("$ref").asText("");
      if (reference.isEmpty()) {
        return this;
      }
      int hash = reference.indexOf('#');
      String target = hash == 0 ? file : hash < 0 ? reference : reference.substring(0, hash);
      JsonNode root = read(target);
      return new Located(target, hash < 0 ? root : root.at(reference.substring(hash + 1)))
          .resolved();
    }
  }

  private static void compare(Type type, Located schema, String path, List<String> differences) {
    if (type instanceof ParameterizedType list) {
      expect(path, "type", "array", schema.node().path("type").asText(), differences);
      compare(list.getActualTypeArguments()[0], schema.at("/items"), path + "[]", differences);
    } else if (type == Sliders.class) {
      expect(path, "sliders", Slider.crsNames(), names(schema.node()), differences);
    } else if (type == VersionedFacts.class) {
      // names come with the features that shift plans: any name, a version each
      expect(
          path,
          "additionalProperties",
          "string",
          schema.node().path("additionalProperties").path("type").asText(),
          differences);
    } else if (type == Latents.class) {
      expect(path, "properties", List.of("size", "data"), names(schema.node()), differences);
    } else if (type instanceof Class<?> enumClass && enumClass.isEnum()) {
      List<String> values =
          Arrays.stream(enumClass.getEnumConstants())
              .map(constant -> ContractsJson.mapper().valueToTree(constant).asText())
              .toList();
      expect(path, "enum", values, texts(schema.node().path("enum")), differences);
    } else if (type instanceof Class<?> recordClass && recordClass.isRecord()) {
      compareRecord(recordClass, schema, path, differences);
    } else {
      expect(
          path,
          "type",
          String.valueOf(SCALARS.get((Class<?>) type)),
          schema.node().path("type").asText(),
          differences);
    }
  }

  private static void compareRecord(
      Class<?> record, Located schema, String path, List<String> differences) {
    RecordComponent[] components = record.getRecordComponents();
    List<String> all = Arrays.stream(components).map(RecordComponent::getName).toList();
    List<String> required =
        Arrays.stream(components)
            .filter(SchemasTest::isRequired)
            .map(RecordComponent::getName)
            .toList();
    expect(path, "properties", all, names(schema.node()), differences);
    expect(path, "required", required, texts(schema.node().path("required")), differences);
    for (RecordComponent component : components) {
      String name = component.getName();
      compare(
          component.getGenericType(),
          schema.at("/properties/" + name),
          path + "." + name,
          differences);
    }
  }

  private static void expect(
      String path, String what, Object expected, Object found, List<String> differences) {
    if (!expected.equals(found)) {
      differences.add(path + " " + what + ": code has " + expected + ", schema has " + found);
    }
  }

  private static boolean isRequired(RecordComponent component) {
    // a list that is left out when it is empty came later: what was written before lacks it
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !component.getAccessor().isAnnotationPresent(JsonInclude.class);
  }

  private static List<String> names(JsonNode schema) {
    return schema.path("properties").propertyStream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private JsonSchema schema(Class<?> record) {
    SchemaValidatorsConfig config =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return factory.getSchema(SchemaLocation.of(BASE + file(record)), config);
  }

  private static String file(Class<?> record) {
    return Arrays.stream(EventType.values())
        .filter(type -> type.recordClass() == record)
        .map(type -> type.ceType().replace("io.tonework.", "") + ".json")
        .findFirst()
        .orElse("plan.v1.json");
  }

  private static JsonNode read(String file) {
    try (InputStream in = SchemasTest.class.getResourceAsStream("/schemas/" + file)) {
      return ContractsJson.mapper().readTree(Objects.requireNonNull(in, file + " is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
