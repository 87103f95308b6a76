package io.tonework.deploy;

import static io.tonework.deploy.Chart.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas come when there is work and go without harm. */
class ScalingTest {
  /** The name of a stage, where its class says it. */
  private static final Pattern NAME = Pattern.compile("String (?:NAME|STAGE) = \"([a-z-]+)\";");

  private static final int LONGEST_PERIOD_OF_A_POLICY = 1800;
  private static final int LONGEST_STABILISATION = 3600;

  @ParameterizedTest
  @CsvSource({
    "planner-worker, tonework-planner, photo.uploaded photo.uploaded.batch",
    "render-worker, tonework-render, retouch.planned retouch.planned.batch",
    "feedback, tonework-feedback-webhooks, photo.retouched photo.failed",
    "feedback, tonework-feedback-deliveries, webhook.attempted",
    "feedback, tonework-feedback-taste, feedback.received",
  })
  void shouldScaleOnAllThatTheGroupReadsAndOnEachTopicWhenKedaIsOn(
      String component, String group, String topics) {
    // When
    List<JsonNode> triggers = triggers(component, Map.of());
    // Then
    List<JsonNode> ofGroup =
        triggers.stream()
            .filter(it -> it.at("/metadata/consumerGroup").asText().equals(group))
            .toList();
    assertThat(ofGroup).filteredOn(it -> !it.at("/metadata").has("topic")).hasSize(1);
    assertThat(ofGroup)
        .filteredOn(it -> it.at("/metadata").has("topic"))
        .extracting(it -> it.at("/metadata/topic").asText())
        .containsExactly(topics.split(" "));
    assertThat(triggers).extracting(it -> it.at("/name").asText()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"planner-worker", "render-worker", "feedback"})
  void shouldReadGroupsAndTopicsThatTheServicesHave(String component) {
    // Given
    Set<String> groups = new HashSet<>();
    Stream.of("Stage.java", "Failures.java")
        .flatMap(suffix -> Sources.ending(suffix).stream())
        .flatMap(it -> NAME.matcher(it).results())
        .forEach(it -> groups.add("tonework-" + it.group(1)));
    // When
    List<JsonNode> triggers = triggers(component, Map.of());
    // Then
    assertThat(groups).hasSizeGreaterThan(5);
    assertThat(triggers)
        .allSatisfy(it -> assertThat(groups).contains(it.at("/metadata/consumerGroup").asText()))
        .filteredOn(it -> it.at("/metadata").has("topic"))
        .allSatisfy(it -> assertThat(Topics.events()).contains(it.at("/metadata/topic").asText()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"planner-worker", "render-worker", "feedback"})
  void shouldCountAPartitionWhoseWorkerIsBusy(String component) {
    // a partition whose offset stands still between two looks is being worked on, not empty
    assertThat(triggers(component, Map.of()))
        .allSatisfy(it -> {
          assertThat(it.at("/metadata/excludePersistentLag").asText()).isEqualTo("false");
          assertThat(it.at("/metadata/limitToPartitionsWithLag").asText()).isEqualTo("false");
          assertThat(it.at("/metadata/offsetResetPolicy").asText()).isEqualTo("earliest");
        });
  }

  @Test
  void shouldKeepReplicasWhenBrokersDoNotAnswer() {
    // When
    JsonNode spec = one("ScaledObject", "render-worker", Map.of()).at("/spec");
    // Then
    assertThat(spec.at("/fallback/replicas").asInt()).isEqualTo(6);
    assertThat(spec.at("/fallback/failureThreshold").asInt()).isPositive();
    assertThat(spec.at("/fallback/behavior").asText()).isEqualTo("currentReplicasIfHigher");
    // a formula over several triggers would count the fallback once for each
    assertThat(spec.at("/advanced").has("scalingModifiers")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 20, 20", "30, 30, 24", "2, 1, 2"})
  void shouldKeepTheFallbackBetweenMinAndMax(int min, int fallback, int expected) {
    Map<String, String> values =
        Map.of(
            "services.renderWorker.minReplicas", Integer.toString(Math.min(min, 24)),
            "services.renderWorker.fallbackReplicas", Integer.toString(fallback));
    assertThat(one("ScaledObject", "render-worker", values).at("/spec/fallback/replicas").asInt())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 120, 400, 870})
  void shouldBoundScaleInByTheLongestPhoto(int longest) {
    // Given
    Map<String, String> values =
        Map.of("services.renderWorker.longestWorkSeconds", Integer.toString(longest));
    // When
    JsonNode scaler = one("ScaledObject", "render-worker", values).at("/spec");
    JsonNode down = scaler.at("/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown");
    JsonNode pod = one("Deployment", "render-worker", values).at("/spec/template/spec");
    // Then
    int drain = seconds(environment(pod, "TONEWORK_RENDER_DRAIN_TIMEOUT"));
    assertThat(seconds(environment(pod, "TONEWORK_RENDER_DEADLINE"))).isEqualTo(longest);
    assertThat(drain).isGreaterThan(2 * longest);
    assertThat(pod.at("/terminationGracePeriodSeconds").asInt()).isGreaterThan(drain + 15);
    assertThat(down.at("/stabilizationWindowSeconds").asInt())
        .isBetween(Math.max(300, drain), LONGEST_STABILISATION);
    assertThat(down.at("/policies"))
        .hasSize(2)
        .allSatisfy(it ->
            assertThat(it.at("/periodSeconds").asInt())
                .isBetween(drain, LONGEST_PERIOD_OF_A_POLICY));
    assertThat(scaler.at("/cooldownPeriod").asInt()).isGreaterThanOrEqualTo(drain);
  }

  @ParameterizedTest
  @CsvSource({
    "ingest, QUARKUS_SHUTDOWN_TIMEOUT, 30",
    "planner-worker, TONEWORK_PLANNER_DRAIN_TIMEOUT, 300",
    "planner-worker, TONEWORK_PLANNER_WRITE_DEADLINE, 60",
    "planner-worker, TONEWORK_PLANNER_DECODE_DEADLINE, 30",
    "planner-worker, TONEWORK_PLANNER_QUEUE_DEADLINE, 30",
    "feedback, TONEWORK_FEEDBACK_DRAIN_TIMEOUT, 90",
    "feedback, TONEWORK_FEEDBACK_WEBHOOKS_TIMEOUT, 15",
  })
  void shouldTellServicesTheTimesThatTheChartCountsOn(
      String component, String variable, int expected) {
    JsonNode pod = one("Deployment", component, Map.of()).at("/spec/template/spec");
    assertThat(seconds(environment(pod, variable))).isEqualTo(expected);
    assertThat(pod.at("/terminationGracePeriodSeconds").asInt()).isGreaterThan(expected);
  }

  @Test
  void shouldLetPartitionsSufficeForTheMostReplicas() {
    assertThat(partitions(Map.of())).isEqualTo("48");
    assertThat(partitions(Map.of("services.renderWorker.maxReplicas", "40"))).isEqualTo("80");
    assertThat(partitions(Map.of("kafka.partitions", "24"))).isEqualTo("24");
  }

  @Test
  void shouldRefuseFewerPartitionsThanReplicas() {
    assertThatThrownBy(() -> Chart.render(Map.of("kafka.partitions", "6")))
        .hasMessageContaining("kafka.partitions is 6")
        .hasMessageContaining("maxReplicas is 12")
        .hasMessageContaining("stand idle");
  }

  @Test
  void shouldRefuseAMaximumBelowTheMinimum() {
    assertThatThrownBy(() -> Chart.render(Map.of("services.ingest.minReplicas", "9")))
        .hasMessageContaining("services.ingest.maxReplicas is 6, less than its minReplicas of 9");
  }

  @Test
  void shouldLeaveReplicasToTheAutoscalerWhenThereIsOne() {
    assertThat(replicas("render-worker", Map.of()).isMissingNode()).isTrue();
    assertThat(replicas("render-worker", Map.of("keda.enabled", "false")).asInt()).isEqualTo(1);
    assertThat(replicas("ingest", Map.of()).isMissingNode()).isTrue();
    assertThat(replicas("ingest", Map.of("services.ingest.targetCpuPercent", "0")).asInt())
        .isEqualTo(2);
  }

  @Test
  void shouldScaleIngestOnProcessorsTimeUnlessSwitchedOff() {
    // When
    JsonNode scaler = one("HorizontalPodAutoscaler", "ingest", Map.of()).at("/spec");
    // Then
    assertThat(scaler.at("/maxReplicas").asInt()).isEqualTo(6);
    assertThat(scaler.at("/metrics/0/resource/target/averageUtilization").asInt()).isEqualTo(70);
    assertThat(
            Chart.ofKind(
                "HorizontalPodAutoscaler", Map.of("services.ingest.targetCpuPercent", "0")))
        .isEmpty();
  }

  @Test
  void shouldHandCredentialsToTheScalerWhenGiven() {
    // Given
    Map<String, String> values =
        Map.of(
            "keda.authenticationRef.name", "brokers",
            "keda.authenticationRef.kind", "ClusterTriggerAuthentication");
    // Then
    assertThat(triggers("render-worker", values))
        .allSatisfy(
            it -> assertThat(it.at("/authenticationRef/name").asText()).isEqualTo("brokers"));
    assertThat(triggers("render-worker", Map.of()))
        .allSatisfy(it -> assertThat(it.has("authenticationRef")).isFalse());
  }

  private static List<JsonNode> triggers(String component, Map<String, String> values) {
    JsonNode triggers = one("ScaledObject", component, values).at("/spec/triggers");
    return StreamSupport.stream(triggers.spliterator(), false).toList();
  }

  private static JsonNode replicas(String component, Map<String, String> values) {
    return one("Deployment", component, values).at("/spec/replicas");
  }

  private static String partitions(Map<String, String> values) {
    JsonNode pod = one("Deployment", "ingest", values).at("/spec/template/spec");
    return environment(pod, "TONEWORK_KAFKA_PARTITIONS");
  }

  private static String environment(JsonNode pod, String variable) {
    return StreamSupport.stream(pod.at("/containers/0/env").spliterator(), false)
        .filter(it -> it.at("/name").asText().equals(variable))
        .map(it -> it.at("/value").asText())
        .findFirst()
        .orElseThrow();
  }

  private static int seconds(String duration) {
    assertThat(duration).endsWith("s");
    return Integer.parseInt(duration.substring(0, duration.length() - 1));
  }
}
