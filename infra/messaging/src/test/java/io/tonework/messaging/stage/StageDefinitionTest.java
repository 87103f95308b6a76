package io.tonework.messaging.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.messaging.kafka.GroupProtocol;
import io.tonework.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageDefinitionTest {
  @Test
  void shouldHaveDefaultsForAllButTopicsAndHandler() {
    // When
    StageDefinition stage =
        StageDefinition.builder("planner").topics("t").handler(_ -> Outcome.done()).build();
    // Then
    assertThat(stage.name()).isEqualTo("planner");
    assertThat(stage.group()).isEqualTo("tonework-planner");
    assertThat(stage.topics()).isEqualTo(Set.of("t"));
    assertThat(stage.maxInFlight()).isEqualTo(16);
    assertThat(stage.retry())
        .isEqualTo(new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofMinutes(1), 0.5));
    assertThat(stage.retryOrder()).isEqualTo(RetryOrder.LET_OTHERS_PASS);
    assertThat(stage.drainTimeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void shouldRefuseWhenHandlerOrTopicIsMissingOrThereAreTwoHandlers() {
    StageDefinition.Builder noTopic = StageDefinition.builder("s").handler(_ -> Outcome.done());
    StageDefinition.Builder noHandler = StageDefinition.builder("s").topics("t");
    assertThatThrownBy(noTopic::build).hasMessageContaining("no topic");
    assertThatThrownBy(noHandler::build).hasMessageContaining("handler");
    StageDefinition.Builder two =
        noHandler.handler(_ -> Outcome.done()).rawHandler(_ -> Outcome.done());
    assertThatThrownBy(two::build).hasMessageContaining("either");
  }

  @Test
  void shouldKeepKeysWholeWhenRecordsAreOthers() {
    // Given: an object store's key holds the path of the object
    byte[] key = "inbox/wedding/1.jpg".getBytes(UTF_8);
    // When
    byte[] ofEvents = new StageInput.Events(_ -> Outcome.done(), (_, _) -> List.of()).owner(key);
    byte[] ofOthers = new StageInput.Raw(_ -> Outcome.done()).owner(key);
    // Then
    assertThat(ofEvents).asString().isEqualTo("inbox/wedding");
    assertThat(ofOthers).asString().isEqualTo("inbox/wedding/1.jpg");
  }

  @Test
  void shouldHaveDefaultsAndChecksWhenSettingsAreMade() {
    // When
    KafkaSettings settings = KafkaSettings.of("localhost:9092");
    // Then
    assertThat(settings)
        .isEqualTo(
            new KafkaSettings(
                "localhost:9092",
                Map.of(),
                GroupProtocol.CLASSIC,
                "tonework",
                6,
                1,
                Duration.ofDays(30),
                Duration.ofSeconds(30)));
    assertThatThrownBy(() -> settings.withPartitions(0)).hasMessageContaining("partitions");
    assertThatThrownBy(() -> KafkaSettings.of(" ")).hasMessageContaining("bootstrapServers");
  }
}
