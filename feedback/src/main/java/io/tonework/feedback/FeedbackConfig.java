package io.tonework.feedback;

import io.smallrye.config.ConfigMapping;
import io.tonework.feedback.webhook.DeliverySettings;
import io.tonework.feedback.webhook.RetrySchedule;
import io.tonework.service.endpoint.EndpointRules;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How feedback behaves; the defaults lie in {@code META-INF/microprofile-config.properties}. */
@ConfigMapping(prefix = "tonework.feedback")
public interface FeedbackConfig {
  /** False switches the consumers and the deliveries off; the REST resources stay. */
  boolean enabled();

  /** How long the end of the process waits for what is under way. */
  Duration drainTimeout();

  /** What senders are told to wait when Kafka, Redis or the store does not answer. */
  Duration retryAfter();

  /** Webhooks out. */
  Webhooks webhooks();

  /** Verdicts in. */
  Taste taste();

  /** Webhooks out. */
  interface Webhooks {
    /** The pause before each attempt; as many attempts as pauses. */
    List<Duration> schedule();

    /** 0..1: the random share by which each pause is made longer at most. */
    double jitter();

    /** Longest time of an attempt, from resolving the name to the end of the answer. */
    Duration timeout();

    /** Longest wait for a name to be resolved. */
    Duration dnsTimeout();

    /** Longest {@code Retry-After} that is granted. */
    Duration maxRetryAfter();

    /** Attempts at one endpoint at a time, over all replicas. */
    int maxPerEndpoint();

    /** Attempts at all endpoints of one tenant at a time, over all replicas. */
    int maxPerTenant();

    /** Attempts that this replica makes at a time. */
    int maxInFlight();

    /** Pause between looks at the queue when nothing was due. */
    Duration pollInterval();

    /** How long links in bodies are valid; S3 allows 7 days at most. */
    Duration linkLifetime();

    /** How long a delivery can be looked up and replayed after it ended. */
    Duration history();

    /** Hosts that may lie in private networks, as names or literals. */
    Optional<Set<String>> allowedPrivateHosts();

    /** The only ports that may be connected to; all when absent. */
    Optional<Set<Integer>> allowedPorts();

    /** Events that are turned into webhooks at once. */
    int maxEventsInFlight();

    /** What holds of an endpoint before its name is looked up. */
    default EndpointRules rules() {
      return new EndpointRules(
          allowedPrivateHosts().orElse(Set.of()), allowedPorts().orElse(Set.of()));
    }
  }

  /** Verdicts in. */
  interface Taste {
    /** Verdicts that are folded at once. */
    int maxInFlight();
  }

  /** The checked schedule. */
  default RetrySchedule schedule() {
    return new RetrySchedule(webhooks().schedule(), webhooks().jitter());
  }

  /** The checked settings of deliveries. */
  default DeliverySettings deliveries() {
    return new DeliverySettings(
        webhooks().maxInFlight(),
        // beyond the longest attempt: the outcome has to be published within it too
        webhooks().timeout().plusSeconds(45),
        webhooks().pollInterval(),
        drainTimeout());
  }
}
