package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the events and plans that an earlier build wrote. */
class GoldenContractsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  static List<Path> events() throws IOException {
    return files("events").stream()
        .filter(file -> !file.getFileName().toString().contains("tombstone"))
        .toList();
  }

  static List<Path> plans() throws IOException {
    return files("plans");
  }

  @ParameterizedTest
  @MethodSource("events")
  void shouldReadTheWholeEventWhenAnEarlierBuildWroteIt(Path file) throws IOException {
    // Given
    JsonNode recorded = ContractsJson.mapper().readTree(file.toFile());
    JsonNode headers = recorded.path("headers");
    EventType type = EventType.byCeType(headers.path("ce_type").asText()).orElseThrow();

    // When
    Event event = ContractsJson.read(bytes(recorded.path("data")), type.recordClass());

    // Then
    assertThat(event.eventId()).isEqualTo(headers.path("ce_id").asText());
    assertThat(event.tenant()).isEqualTo(headers.path("ce_tenant").asText());
    assertThat(event.key()).isEqualTo(recorded.path("key").asText());
    assertThat(Topics.events()).contains(event.topic());
    assertKeeps(recorded.path("data"), ContractsJson.mapper().valueToTree(event), type.name());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void shouldReadTheWholePlanWhenAnEarlierBuildWroteIt(Path file) throws IOException {
    // Given
    byte[] json = Files.readAllBytes(file);

    // When
    Plan plan = ContractsJson.read(json, Plan.class);

    // Then
    assertThat(plan.planId()).matches("[a-z2-7]{26}");
    assertThat(plan.bundle().digest()).matches("[0-9a-f]{64}");
    assertThat(plan.facts().version(VersionedFacts.TASTE).isPresent())
        .isEqualTo(plan.taste() != null);
    assertKeeps(
        ContractsJson.mapper().readTree(json), ContractsJson.mapper().valueToTree(plan), "plan");
  }

  @Test
  void shouldHoldEveryKindOfEventAndPlanWhenTheSetIsListed() throws IOException {
    // When
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    for (Path file : events()) {
      JsonNode recorded = ContractsJson.mapper().readTree(file.toFile());
      types.add(
          EventType.byCeType(recorded.path("headers").path("ce_type").asText()).orElseThrow());
    }
    List<Plan> plans =
        plans().stream().map(file -> ContractsJson.read(read(file), Plan.class)).toList();

    // Then
    assertThat(types).containsExactlyInAnyOrder(EventType.values());
    assertThat(plans.stream().map(plan -> plan.request().mode()).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Mode.values());
    assertThat(plans).anyMatch(plan -> plan.taste() != null);
    assertThat(plans).anyMatch(plan -> !plan.regions().isEmpty());
    assertThat(plans).anyMatch(plan -> plan.request().look() != null);
    assertThat(plans.stream().map(plan -> plan.bundle().name()).collect(Collectors.toSet()))
        .hasSizeGreaterThan(1);
  }

  /** Every field of the one is in the other with the same value; new fields may have come. */
  private static void assertKeeps(JsonNode earlier, JsonNode now, String path) {
    if (earlier.isObject()) {
      for (Map.Entry<String, JsonNode> field : earlier.properties()) {
        assertKeeps(field.getValue(), now.path(field.getKey()), path + "." + field.getKey());
      }
    } else if (earlier.isArray()) {
      assertThat(now.size()).as(path).isEqualTo(earlier.size());
      for (int i = 0; i < earlier.size(); i++) {
        assertKeeps(earlier.get(i), now.path(i), path + "[" + i + "]");
      }
    } else if (earlier.isNumber()) {
      assertThat(now.isNumber()).as(path).isTrue();
      assertThat(now.asDouble()).as(path).isEqualTo(earlier.asDouble());
    } else {
      assertThat(now).as(path).isEqualTo(earlier);
    }
  }

  private static List<Path> files(String kind) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN.resolve(kind))) {
      return files.sorted().toList();
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(JsonNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
