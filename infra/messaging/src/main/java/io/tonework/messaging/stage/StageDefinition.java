package io.tonework.messaging.stage;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stage: what it reads, what it does and how hard it tries. Immutable.
 *
 * @param name names it in metrics, logs, threads and the CloudEvents source, such as {@code
 *     planner}
 * @param group its consumer group
 * @param topics what it reads, without the retry topics
 * @param input what it does
 * @param maxInFlight most records that are handled at once, over all partitions
 * @param bulkBeside most bulk records that begin while there are interactive ones, or were a moment
 *     ago: no more than leaves one of the processors free where the work is arithmetic
 * @param retry how often and when a record is tried again
 * @param retryOrder what a waiting retry means for the later records of its key
 * @param drainTimeout how long the loop, when it is closed, waits for what is in flight
 */
public record StageDefinition(
    String name,
    String group,
    Set<String> topics,
    StageInput input,
    int maxInFlight,
    int bulkBeside,
    RetryPolicy retry,
    RetryOrder retryOrder,
    Duration drainTimeout) {
  /** Default of {@link #maxInFlight}. */
  public static final int DEFAULT_MAX_IN_FLIGHT = 16;

  /** Default of {@link #drainTimeout}: within the 30 s that Kubernetes grants a pod. */
  public static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(20);

  /**
   * Copies the set and checks the ranges.
   *
   * @throws IllegalArgumentException naming the value that is out of range
   */
  public StageDefinition {
    topics = Set.copyOf(topics);
    if (name.isBlank() || group.isBlank()) {
      throw new IllegalArgumentException("a stage needs a name and a group");
    }
    if (topics.isEmpty()) {
      throw new IllegalArgumentException("stage '" + name + "' reads no topic");
    }
    if (maxInFlight < 1) {
      throw new IllegalArgumentException(
          "maxInFlight of stage '" + name + "' must be at least 1, not " + maxInFlight);
    }
    if (bulkBeside < 0) {
      throw new IllegalArgumentException(
          "bulkBeside of stage '" + name + "' must be at least 0, not " + bulkBeside);
    }
    if (drainTimeout.isNegative()) {
      throw new IllegalArgumentException(
          "drainTimeout of stage '" + name + "' must not be negative, it is " + drainTimeout);
    }
  }

  /** Begins the definition of the stage of that name; its group is {@code tonework-<name>}. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Collects what a stage is; all but topics and handler has a default. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private String group;
    private Set<String> topics = Set.of();
    private @Nullable StageHandler handler;
    private @Nullable RawHandler rawHandler;
    private OnReject onReject = (delivery, failure) -> List.of();
    private int maxInFlight = DEFAULT_MAX_IN_FLIGHT;
    private int bulkBeside = -1;
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private RetryOrder retryOrder = RetryOrder.LET_OTHERS_PASS;
    private Duration drainTimeout = DEFAULT_DRAIN_TIMEOUT;

    private Builder(String name) {
      this.name = name;
      this.group = "tonework-" + name;
    }

    /** The consumer group; groups that read one topic do not disturb each other. */
    public Builder group(String value) {
      group = value;
      return this;
    }

    /** The topics to read, without their retry topics. */
    public Builder topics(String... values) {
      topics = Set.of(values);
      return this;
    }

    /** What is done with one event. */
    public Builder handler(StageHandler value) {
      handler = value;
      return this;
    }

    /** What is done with one record, for topics that carry no events of ours. */
    public Builder rawHandler(RawHandler value) {
      rawHandler = value;
      return this;
    }

    /** What is published when an event is given up; nothing by default. */
    public Builder onReject(OnReject value) {
      onReject = value;
      return this;
    }

    /** See {@link StageDefinition#maxInFlight}. */
    public Builder maxInFlight(int value) {
      maxInFlight = value;
      return this;
    }

    /** See {@link StageDefinition#bulkBeside}; half of {@code maxInFlight} by default. */
    public Builder bulkBeside(int value) {
      bulkBeside = value;
      return this;
    }

    /** See {@link StageDefinition#retry}. */
    public Builder retry(RetryPolicy value) {
      retry = value;
      return this;
    }

    /** See {@link StageDefinition#retryOrder}. */
    public Builder retryOrder(RetryOrder value) {
      retryOrder = value;
      return this;
    }

    /** See {@link StageDefinition#drainTimeout}. */
    public Builder drainTimeout(Duration value) {
      drainTimeout = value;
      return this;
    }

    /**
     * The definition.
     *
     * @throws IllegalArgumentException when it has no handler, or two, or a value is out of range
     */
    public StageDefinition build() {
      return new StageDefinition(
          name,
          group,
          topics,
          input(),
          maxInFlight,
          bulkBeside >= 0 ? bulkBeside : Math.max(1, maxInFlight / 2),
          retry,
          retryOrder,
          drainTimeout);
    }

    private StageInput input() {
      if (handler != null && rawHandler == null) {
        return new StageInput.Events(handler, onReject);
      }
      if (rawHandler != null && handler == null) {
        return new StageInput.Raw(rawHandler);
      }
      throw new IllegalArgumentException(
          "stage '" + name + "' needs either a handler or a rawHandler");
    }
  }
}
