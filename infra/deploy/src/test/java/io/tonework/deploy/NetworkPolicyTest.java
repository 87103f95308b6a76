package io.tonework.deploy;

import static io.tonework.deploy.Chart.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each pod speaks with what it needs and nothing else. */
class NetworkPolicyTest {
  private static final Pattern BLOCK = Pattern.compile("block\\(\"([^\"]+)\", (\\d+), \"");

  @Test
  void shouldLeaveTheNetworkAloneUnlessSwitchedOn() {
    assertThat(Chart.ofKind("NetworkPolicy", Map.of())).isEmpty();
    assertThat(Chart.ofKind("NetworkPolicy", Policies.ON)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ingest", "planner-worker", "render-worker", "feedback"})
  void shouldReachNamesKafkaRedisAndTheStore(String component) {
    // When
    JsonNode spec = one("NetworkPolicy", component, Policies.ON).at("/spec");
    // Then
    assertThat(spec.at("/policyTypes"))
        .extracting(JsonNode::asText)
        .containsExactly("Ingress", "Egress");
    assertThat(ports(spec)).contains("53/UDP", "53/TCP", "9092/TCP", "6379/TCP", "443/TCP");
    assertThat(spec.at("/egress")).allSatisfy(it -> assertThat(it.has("to")).isTrue());
  }

  @Test
  void shouldLetOnlyFeedbackPostToTheInternet() {
    // Given
    Map<String, String> values = new HashMap<>(Policies.ON);
    values.put("networkPolicy.s3.to[0].podSelector.matchLabels.app", "minio");
    // Then
    assertThat(blocks("feedback", values)).containsExactly("0.0.0.0/0", "2000::/3");
    assertThat(blocks("ingest", values)).isEmpty();
    assertThat(blocks("planner-worker", values)).isEmpty();
    assertThat(blocks("render-worker", values)).isEmpty();
  }

  @Test
  void shouldReachNoPrivateAddressWhereverTheInternetIsAllowed() {
    // Given
    List<String> special =
        Sources.ending("AddressBlocks.java").stream()
            .flatMap(it -> BLOCK.matcher(it).results())
            .map(it -> it.group(1) + "/" + it.group(2))
            .filter(it -> !it.contains(":"))
            .toList();
    assertThat(special).hasSizeGreaterThan(10);
    // Then
    for (JsonNode policy : Chart.ofKind("NetworkPolicy", Policies.ON)) {
      for (JsonNode rule : policy.at("/spec/egress")) {
        for (JsonNode peer : rule.at("/to")) {
          if (peer.at("/ipBlock/cidr").asText().equals("0.0.0.0/0")) {
            assertThat(peer.at("/ipBlock/except"))
                .extracting(JsonNode::asText)
                .containsAll(special);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "redis"})
  void shouldRefuseAServerWithoutAPlace(String server) {
    // Given
    Map<String, String> values = new HashMap<>(Policies.ON);
    values.keySet().removeIf(it -> it.startsWith("networkPolicy." + server));
    // Then
    assertThatThrownBy(() -> Chart.render(values))
        .hasMessageContaining("networkPolicy." + server + ".to");
  }

  @Test
  void shouldRefuseAPodMonitorThatNobodyMayRead() {
    // Given
    Map<String, String> values = new HashMap<>(Policies.ON);
    values.keySet().removeIf(it -> it.startsWith("networkPolicy.metrics"));
    values.put("monitoring.podMonitor.enabled", "true");
    // Then
    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining("networkPolicy.metrics");
  }

  @Test
  void shouldAdmitCallersToIngestAndFeedbackAndOnlyScrapersToWorkers() {
    // Given
    Map<String, String> values = new HashMap<>(Policies.ON);
    values.put("networkPolicy.clients[0].namespaceSelector.matchLabels.name", "edge");
    // Then
    assertThat(callers("ingest", values)).containsExactly("edge", "monitoring");
    assertThat(callers("feedback", values)).containsExactly("edge", "monitoring");
    assertThat(callers("planner-worker", values)).containsExactly("monitoring");
    assertThat(callers("render-worker", values)).containsExactly("monitoring");
    assertThat(one("NetworkPolicy", "ingest", Policies.ON).at("/spec/ingress/0").has("from"))
        .as("without clients anyone may call")
        .isFalse();
  }

  private static List<String> callers(String component, Map<String, String> values) {
    return nodes(one("NetworkPolicy", component, values).at("/spec/ingress/0/from")).stream()
        .map(it -> it.at("/namespaceSelector/matchLabels/name").asText())
        .toList();
  }

  private static List<String> blocks(String component, Map<String, String> values) {
    return nodes(one("NetworkPolicy", component, values).at("/spec/egress")).stream()
        .flatMap(rule -> nodes(rule.at("/to")).stream())
        .filter(peer -> peer.has("ipBlock"))
        .map(peer -> peer.at("/ipBlock/cidr").asText())
        .toList();
  }

  private static List<String> ports(JsonNode spec) {
    return nodes(spec.at("/egress")).stream()
        .flatMap(rule -> nodes(rule.at("/ports")).stream())
        .map(port -> port.at("/port").asText() + "/" + port.at("/protocol").asText())
        .toList();
  }

  private static List<JsonNode> nodes(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
