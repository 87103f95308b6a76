package io.tonework.deploy;

import static io.tonework.deploy.Chart.deployment;
import static io.tonework.deploy.Chart.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where pods run, and on what. */
class PlacementTest {
  @ParameterizedTest
  @CsvSource({
    "nvidia.com/gpu, 1",
    "nvidia.com/mig-1g.10gb, 2",
    "amd.com/gpu, 1",
    "gpu.intel.com/i915, 4"
  })
  void shouldAskForTheAcceleratorThatIsNamed(String resource, int count) {
    // Given
    Map<String, String> values =
        Map.of(
            "services.plannerWorker.gpu.count",
            Integer.toString(count),
            "services.plannerWorker.gpu.resource",
            resource);
    // When
    var limits =
        deployment(values, "planner-worker")
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getResources()
            .getLimits();
    // Then
    assertThat(limits).containsOnlyKeys(resource, "memory");
    assertThat(limits).containsEntry(resource, new Quantity(Integer.toString(count)));
  }

  @Test
  void shouldAskForNoAcceleratorByDefault() {
    assertThat(pod("planner-worker", Map.of()).at("/containers/0/resources/limits").size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "planner-worker", "render-worker", "feedback"})
  void shouldSpreadEachServiceOverZonesAndNodes(String component) {
    // When
    JsonNode spread = pod(component, Map.of()).at("/topologySpreadConstraints");
    // Then
    assertThat(spread)
        .extracting(it -> it.at("/topologyKey").asText())
        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    assertThat(spread)
        .allSatisfy(it ->
            assertThat(it.at("/labelSelector/matchLabels").path("app.kubernetes.io/name").asText())
                .isEqualTo(component));
  }

  @Test
  void shouldLetAServiceHaveASpreadOfItsOwn() {
    // Given
    String own = "services.renderWorker.topologySpreadConstraints[0].";
    Map<String, String> values =
        Map.of(
            own + "maxSkew", "3",
            own + "topologyKey", "rack",
            own + "whenUnsatisfiable", "DoNotSchedule");
    // Then
    assertThat(pod("render-worker", values).at("/topologySpreadConstraints"))
        .extracting(it -> it.at("/topologyKey").asText())
        .containsExactly("rack");
    assertThat(pod("ingest", values).at("/topologySpreadConstraints")).hasSize(2);
  }

  @Test
  void shouldPlaceAServiceAsItsValuesSay() {
    // Given
    Map<String, String> values =
        Map.of(
            "services.plannerWorker.runtimeClassName", "nvidia",
            "services.plannerWorker.priorityClassName", "interactive",
            "services.plannerWorker.imageTag", "1-cuda",
            "services.plannerWorker.nodeSelector.pool", "gpu",
            "services.plannerWorker.tolerations[0].key", "nvidia.com/gpu",
            "services.plannerWorker.strategy.type", "Recreate");
    // When
    JsonNode planner = pod("planner-worker", values);
    JsonNode renderer = pod("render-worker", values);
    // Then
    assertThat(planner.at("/runtimeClassName").asText()).isEqualTo("nvidia");
    assertThat(planner.at("/priorityClassName").asText()).isEqualTo("interactive");
    assertThat(planner.at("/containers/0/image").asText()).endsWith("/planner-worker:1-cuda");
    assertThat(planner.at("/nodeSelector/pool").asText()).isEqualTo("gpu");
    assertThat(planner.at("/tolerations/0/key").asText()).isEqualTo("nvidia.com/gpu");
    assertThat(one("Deployment", "planner-worker", values).at("/spec/strategy/type").asText())
        .isEqualTo("Recreate");
    assertThat(renderer.has("runtimeClassName")).isFalse();
    assertThat(renderer.has("priorityClassName")).isFalse();
    assertThat(renderer.at("/containers/0/image").asText()).doesNotContain("cuda");
  }

  private static JsonNode pod(String component, Map<String, String> values) {
    return one("Deployment", component, values).at("/spec/template/spec");
  }
}
