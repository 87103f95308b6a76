package io.tonework.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Alerts and dashboard ask for what there is. That the services expose the very names is shown by a
 * test of theirs, with processes that run; here they are held against the reference.
 */
class MonitoringTest {
  private static final Pattern METRIC =
      Pattern.compile("\\b(tonework|keda|jvm|process|system)_\\w+");
  private static final Pattern REFERENCE = Pattern.compile("(?m)^\\| `(tonework[.\\w]+)` \\|");
  private static final Pattern SUFFIX =
      Pattern.compile("(_total|(_seconds)?_(count|sum|max|bucket))$");

  /** What is not ours and is asked for all the same. */
  private static final Set<String> FOREIGN =
      Set.of(
          "keda_scaled_object_errors_total",
          "jvm_memory_used_bytes",
          "process_cpu_usage",
          "system_cpu_count");

  @Test
  void shouldBringNothingUnlessSwitchedOn() {
    assertThat(Chart.ofKind("PodMonitor", Map.of())).isEmpty();
    assertThat(Chart.ofKind("PrometheusRule", Map.of())).isEmpty();
    assertThat(Chart.ofKind("ConfigMap", Map.of())).isEmpty();
  }

  @Test
  void shouldScrapeThePortThatPodsHave() {
    // When
    JsonNode monitor =
        Chart.ofKind("PodMonitor", Map.of("monitoring.podMonitor.enabled", "true")).getFirst();
    JsonNode pod = Chart.one("Deployment", "ingest", Map.of()).at("/spec/template");
    // Then
    JsonNode endpoint = monitor.at("/spec/podMetricsEndpoints/0");
    assertThat(endpoint.at("/port").asText())
        .isEqualTo(pod.at("/spec/containers/0/ports/0/name").asText());
    assertThat(endpoint.at("/path").asText()).isEqualTo("/q/metrics");
    monitor
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(label ->
            assertThat(pod.at("/metadata/labels").path(label.getKey()))
                .isEqualTo(label.getValue()));
  }

  @Test
  void shouldAskInAlertsForMetricsThatThereAre() {
    // When
    List<String> expressions =
        alerts(Map.of()).stream().map(it -> it.at("/expr").asText()).toList();
    // Then
    assertThat(expressions).hasSizeGreaterThan(8).allSatisfy(MonitoringTest::asksForKnownMetrics);
  }

  @Test
  void shouldAskInTheDashboardForMetricsThatThereAre() throws IOException {
    // Given
    JsonNode map =
        Chart.ofKind("ConfigMap", Map.of("monitoring.dashboard.enabled", "true")).getFirst();
    assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    // When
    JsonNode dashboard =
        new ObjectMapper().readTree(map.at("/data").path("tonework.json").asText());
    List<String> expressions = new ArrayList<>();
    dashboard
        .at("/panels")
        .forEach(panel ->
            panel.path("targets").forEach(it -> expressions.add(it.path("expr").asText())));
    // Then
    assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(MonitoringTest::asksForKnownMetrics);
    assertThat(dashboard.at("/panels"))
        .extracting(it -> it.path("id").asInt())
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldLinkEachAlertToARunbookThatThereIs() {
    // Given
    Map<String, String> values = Map.of("monitoring.rules.runbooks", "https://wiki.example/run");
    // Then
    assertThat(alerts(values))
        .allSatisfy(alert -> {
          String runbook = alert.at("/annotations/runbook_url").asText();
          assertThat(runbook).startsWith("https://wiki.example/run/");
          assertThat(Sources.has("docs/runbooks/" + runbook.substring(25))).as(runbook).isTrue();
          assertThat(alert.at("/annotations/summary").asText()).isNotEmpty();
          assertThat(alert.at("/labels/severity").asText()).isIn("info", "warning", "critical");
        });
  }

  private static List<JsonNode> alerts(Map<String, String> values) {
    Map<String, String> on = new HashMap<>(values);
    on.put("monitoring.rules.enabled", "true");
    List<JsonNode> alerts = new ArrayList<>();
    Chart.ofKind("PrometheusRule", on)
        .getFirst()
        .at("/spec/groups")
        .forEach(group -> group.at("/rules").forEach(alerts::add));
    return alerts;
  }

  private static void asksForKnownMetrics(String expression) {
    Set<String> known = new HashSet<>(FOREIGN);
    REFERENCE
        .matcher(Sources.of("docs/reference/metrics.md"))
        .results()
        .forEach(it -> known.add(it.group(1).replace('.', '_')));
    List<String> asked =
        METRIC
            .matcher(expression)
            .results()
            .map(it -> it.group())
            .map(it -> FOREIGN.contains(it) || known.contains(it) ? it : stem(it))
            .toList();
    assertThat(asked).as(expression).isNotEmpty();
    assertThat(known).as(expression).containsAll(asked);
  }

  private static String stem(String name) {
    return SUFFIX.matcher(name).replaceFirst("");
  }
}
