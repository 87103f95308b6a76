package io.tonework.messaging.loop;

import java.util.List;

/** The metrics of a stage loop; each has the tag {@code stage}. */
public enum StageMetric {
  PROCESSED(
      "tonework.stage.processed",
      "Records that were handled and whose events are published",
      "topic"),
  FAILED("tonework.stage.failed", "Attempts that did not succeed, for whatever reason", "topic"),
  RETRIED("tonework.stage.retried", "Records that will be tried again", "topic"),
  DEAD_LETTERED("tonework.stage.dead.lettered", "Records that were given up", "topic"),
  DROPPED(
      "tonework.stage.dropped",
      "Results that were thrown away because a rebalance took their partition",
      "topic"),
  SKIPPED(
      "tonework.stage.skipped", "Records that are another group's or were done before", "topic"),
  IN_FLIGHT("tonework.stage.in.flight", "Records that are being handled now"),
  READY("tonework.stage.ready", "Records in memory that wait for a free place"),
  WAITING("tonework.stage.waiting", "Records in memory that wait for the time of their retry"),
  HANDLE_TIME(
      "tonework.stage.handle.time",
      "Time of one attempt, publishing included, in seconds",
      "topic",
      "outcome"),
  QUEUE_TIME(
      "tonework.stage.queue.time",
      "Time from the publishing of a record to the start of its first attempt, in seconds",
      "topic"),
  LAG(
      "tonework.stage.lag",
      "Records of a topic that are not finished, of this member's share",
      "topic");

  private final String metricName;
  private final String description;
  private final String furtherTags;

  StageMetric(String metricName, String description, String... furtherTags) {
    this.metricName = metricName;
    this.description = description;
    this.furtherTags = String.join(" ", furtherTags);
  }

  /** The name in Micrometer. */
  public String metricName() {
    return metricName;
  }

  /** What it measures, with its unit. */
  public String description() {
    return description;
  }

  /** The tags that each value carries. */
  public List<String> tags() {
    return List.of(("stage " + furtherTags).trim().split(" "));
  }
}
