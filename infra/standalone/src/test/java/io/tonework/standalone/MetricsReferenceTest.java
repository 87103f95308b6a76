package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.ingest.metrics.IngestMetric;
import io.tonework.messaging.loop.StageMetric;
import io.tonework.models.ModelMetric;
import io.tonework.planner.plan.PlannerMetric;
import io.tonework.render.RenderMetric;
import io.tonework.service.quota.QuotaMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the checked-in list of metrics against the enums that define them. */
class MetricsReferenceTest {
  private static final Path DOCUMENT = Path.of("../../docs/reference/metrics.md");
  private static final String WRITE = "tonework.docs.write";
  private static final String INTRODUCTION =
      """
      # Metrics

      Generated from the enums that define them. On `/q/metrics` dots are underscores, counters end in `_total`, and
      timers are `_seconds_count`, `_seconds_sum` and `_seconds_max`, some with `_seconds_bucket`.

      """;

  private record Row(String name, String description, String tags) {}

  @Test
  void shouldEqualTheEnumsWhenTheListIsCheckedIn() throws IOException {
    // When
    String generated = generated();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(DOCUMENT, generated);
    }

    // Then
    assertThat(DOCUMENT)
        .as(
            "write it anew with ./mvnw -pl infra/standalone -am test -Dtest=MetricsReferenceTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
            WRITE)
        .hasContent(generated);
  }

  private static String generated() {
    return Stream.of(
            section(
                "Stage loops of all services",
                StageMetric.values(),
                it -> new Row(it.metricName(), it.description(), tags(it.tags()))),
            section(
                "Quotas of tenants",
                QuotaMetric.values(),
                it -> new Row(it.meterName(), it.description(), tags(it.tags()))),
            section(
                "Ingest",
                IngestMetric.values(),
                it -> new Row(it.meterName(), it.description(), tags(it.tags()))),
            section(
                "Planner", PlannerMetric.values(), it -> new Row(it.key(), it.description(), "")),
            section(
                "Models",
                ModelMetric.values(),
                it -> new Row(it.key(), it.description(), tags(List.of("model")))),
            section(
                "Render",
                RenderMetric.values(),
                it -> new Row(it.meterName(), it.description(), "")),
            section(
                "Feedback",
                FeedbackMetric.values(),
                it -> new Row(it.metricName(), it.description(), tags(it.tag().stream().toList()))))
        .collect(Collectors.joining("\n", INTRODUCTION, ""));
  }

  private static <T> String section(String title, T[] metrics, Function<T, Row> row) {
    return Arrays.stream(metrics)
        .map(row)
        .map(it -> "| `%s` | %s | %s |\n".formatted(it.name(), it.description(), it.tags()))
        .collect(
            Collectors.joining(
                "", "## " + title + "\n\n| metric | meaning | tags |\n|---|---|---|\n", ""));
  }

  private static String tags(List<String> names) {
    return names.stream().map(it -> "`" + it + "`").collect(Collectors.joining(" "));
  }
}
