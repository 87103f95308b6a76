package io.tonework.models;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Supplier;

/** Every metric of this module; the tag {@code model} is the batcher's name. */
public enum ModelMetric {
  QUEUE_TIME("tonework.model.queue", "Time that a request waits for its batch, in seconds"),
  RUN_TIME("tonework.model.run", "Time of one run of the model, in seconds"),
  PROMPT_TIME(
      "tonework.model.prompt",
      "Time of the runs that read the prompts of answers that join, part of the runs, in seconds"),
  BATCH_FILL("tonework.model.batch.fill", "Requests in a run as a share of the largest batch"),
  DROPPED(
      "tonework.model.dropped", "Requests without a result; tag reason: full, expired, cancelled"),
  TOKENS("tonework.model.tokens", "Tokens written by the decoder; its rate is tokens per second"),
  TIME_TO_LATENTS(
      "tonework.model.time.to.latents",
      "Time from a request for an answer to the states that latents are made of, in seconds"),
  WAITING("tonework.model.waiting", "Requests that wait now");

  private static final String MODEL = "model";

  private final String key;
  private final String description;

  ModelMetric(String key, String description) {
    this.key = key;
    this.description = description;
  }

  /** The name in Micrometer. */
  public String key() {
    return key;
  }

  /** What is counted, and its unit. */
  public String description() {
    return description;
  }

  public Timer timer(MeterRegistry registry, String model) {
    return Timer.builder(key).description(description).tag(MODEL, model).register(registry);
  }

  public DistributionSummary summary(MeterRegistry registry, String model) {
    return DistributionSummary.builder(key)
        .description(description)
        .tag(MODEL, model)
        .register(registry);
  }

  public Counter counter(MeterRegistry registry, String model) {
    return Counter.builder(key).description(description).tag(MODEL, model).register(registry);
  }

  public Counter counter(MeterRegistry registry, String model, String reason) {
    return Counter.builder(key)
        .description(description)
        .tag(MODEL, model)
        .tag("reason", reason)
        .register(registry);
  }

  public void gauge(MeterRegistry registry, String model, Supplier<Number> value) {
    Gauge.builder(key, value).description(description).tag(MODEL, model).register(registry);
  }
}
