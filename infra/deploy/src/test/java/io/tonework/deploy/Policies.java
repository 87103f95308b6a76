package io.tonework.deploy;

import java.util.Map;

/** Values that switch the network policies on. */
final class Policies {
  static final Map<String, String> ON =
      Map.of(
          "networkPolicy.enabled",
          "true",
          "networkPolicy.kafka.to[0].podSelector.matchLabels.app",
          "kafka",
          "networkPolicy.redis.to[0].podSelector.matchLabels.app",
          "redis",
          "networkPolicy.metrics[0].namespaceSelector.matchLabels.name",
          "monitoring");

  private Policies() {}
}
