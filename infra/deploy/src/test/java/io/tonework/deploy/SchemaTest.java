package io.tonework.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nonsense is refused before anything is applied, and the message names the value. */
class SchemaTest {
  @ParameterizedTest
  @CsvSource({
    "services.feedback.maxReplicas, many, maxReplicas",
    "services.renderWorker.minReplicas, -1, minReplicas",
    "services.renderWorker.lagThreshold, 0, lagThreshold",
    "services.renderWorker.longestWorkSeconds, 0, longestWorkSeconds",
    "services.renderWorker.longestWorkSeconds, 900, longestWorkSeconds",
    "services.renderWorker.longestPhoto, 60, longestPhoto",
    "services.renderWorker.gpus, 1, gpus",
    "services.plannerWorker.gpu.count, -1, count",
    "services.plannerWorker.gpu.resource, gpu, resource",
    "services.ingest.lagThreshold, 10, lagThreshold",
    "services.ingest.minReplicas, 0, minReplicas",
    "services.thumbnailer.minReplicas, 1, thumbnailer",
    "services.ingest.tolerations[0], yes, tolerations",
    "keda.kafkaVersion, latest, kafkaVersion",
    "keda.fallback.behavior, hope, behavior",
    "keda.fallback.failureThreshold, 0, failureThreshold",
    "keda.authenticationRef.kind, Secret, kind",
    "keda.poll, 5, poll",
    "kafka.bootstrapServers, kafka, bootstrapServers",
    "kafka.groupProtocol, modern, groupProtocol",
    "kafka.partitions, -1, partitions",
    "kafka.replicationFactor, 0, replicationFactor",
    "redis.uri, http://redis, uri",
    "networkPolicy.kafka.ports[0], 70000, ports",
    "networkPolicy.clients[0].everyone, true, clients",
    "networkPolicy.internet.except[0], private, except",
    "monitoring.podMonitor.interval, often, interval",
    "monitoring.rules.runbooks, docs, runbooks",
    "topologySpreadConstraints[0].whenUnsatisfiable, Maybe, whenUnsatisfiable",
    "serviceMonitor.enabled, true, serviceMonitor",
  })
  void shouldRefuseNonsense(String value, String given, String named) {
    assertThatThrownBy(() -> Chart.render(Map.of(value, given))).hasMessageContaining(named);
  }
}
