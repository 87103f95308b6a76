package io.tonework.deploy;

import static io.tonework.deploy.Chart.deployment;
import static io.tonework.deploy.Chart.render;
import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Renders the chart with the real Helm and reads every manifest with the Kubernetes model. */
class ChartTest {
  private final KubernetesSerialization yaml = new KubernetesSerialization();

  @Test
  void shouldPassStrictLint() {
    // When
    LintResult lint = new Helm(Chart.FOLDER).lint().strict().call();
    // Then
    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
  }

  @Test
  void shouldRenderOnlyKnownFieldsWhenEverythingIsOn() {
    // Given
    Map<String, String> everything =
        Map.of(
            "ingress.enabled", "true",
            "ingress.className", "nginx",
            "ingress.tlsSecret", "tls",
            "s3.endpoint", "https://minio.example",
            "s3.existingSecret", "s3",
            "redis.existingSecret", "redis",
            "kafka.existingSecret", "kafka",
            "bundles.volume.persistentVolumeClaim.claimName", "bundles",
            "services.plannerWorker.gpu.count", "1");
    Map<String, String> values = new HashMap<>(everything);
    values.putAll(Policies.ON);
    values.putAll(
        Map.of(
            "monitoring.podMonitor.enabled",
            "true",
            "monitoring.rules.enabled",
            "true",
            "monitoring.dashboard.enabled",
            "true",
            "networkPolicy.webhooks.additional[0].namespaceSelector.matchLabels.name",
            "shop",
            "services.renderWorker.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
                + ".nodeSelectorTerms[0].matchExpressions[0].key",
            "cpu",
            "services.renderWorker.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
                + ".nodeSelectorTerms[0].matchExpressions[0].operator",
            "Exists",
            "services.renderWorker.runtimeClassName",
            "gvisor",
            "services.renderWorker.priorityClassName",
            "batch",
            "services.renderWorker.strategy.rollingUpdate.maxSurge",
            "2",
            "keda.authenticationRef.name",
            "brokers"));
    // When
    List<HasMetadata> manifests = render(values);
    // Then
    assertThat(manifests).hasSizeGreaterThan(12);
    for (HasMetadata manifest : manifests) {
      if (!(manifest instanceof GenericKubernetesResource)) {
        assertThat(unknownFields(manifest, "")).as(manifest.getKind()).isEmpty();
      }
    }
  }

  @Test
  void shouldFindAFieldThatKubernetesDoesNotKnow() {
    // Given
    HasMetadata misspelt =
        yaml.unmarshal(
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec: {replicaz: 3}\n");
    // When / Then
    assertThat(unknownFields(misspelt, "")).containsExactly("/Spec/replicaz");
  }

  @Test
  void shouldMountBundlesInBothWorkersAndNameChannelsInThePlannerWhenBundlesAreGiven() {
    // Given
    Map<String, String> bundles =
        Map.of(
            "bundles.volume.persistentVolumeClaim.claimName", "bundles",
            "bundles.stable", "compact@0.3.0",
            "bundles.candidate", "compact@0.4.0",
            "bundles.candidatePercent", "10");
    // When
    Map<String, String> planner = environment(deployment(bundles, "planner-worker"));
    Map<String, String> renderer = environment(deployment(bundles, "render-worker"));
    Map<String, String> ingest = environment(deployment(bundles, "ingest"));
    // Then
    assertThat(planner)
        .containsEntry("TONEWORK_MODELS_BUNDLES", "/bundles")
        .containsEntry("TONEWORK_MODELS_STABLE", "compact@0.3.0")
        .containsEntry("TONEWORK_MODELS_CANDIDATE", "compact@0.4.0")
        .containsEntry("TONEWORK_MODELS_CANDIDATE_PERCENT", "10");
    // a render-worker must start whatever the channels name: it renders what it has
    assertThat(renderer)
        .containsEntry("TONEWORK_MODELS_BUNDLES", "/bundles")
        .doesNotContainKey("TONEWORK_MODELS_STABLE");
    assertThat(ingest).doesNotContainKey("TONEWORK_MODELS_BUNDLES");
    assertThat(deployment(bundles, "render-worker").getSpec().getTemplate().getSpec().getVolumes())
        .anyMatch(volume ->
            volume.getName().equals("bundles")
                && volume.getPersistentVolumeClaim().getClaimName().equals("bundles"));
  }

  private static Map<String, String> environment(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  /** What the Kubernetes model has no field for lands in additionalProperties of some object. */
  private static List<String> unknownFields(Object value, String path) {
    List<String> unknown = new ArrayList<>();
    if (!value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")) {
      return unknown;
    }
    for (var method : value.getClass().getMethods()) {
      if (!method.getName().startsWith("get")
          || method.getParameterCount() > 0
          || method.getName().equals("getClass")
          || method.getName().equals("getDeclaringClass")) {
        continue;
      }
      Object part;
      try {
        part = method.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError("cannot read " + method, e);
      }
      String name = path + "/" + method.getName().substring(3);
      if (method.getName().equals("getAdditionalProperties")) {
        ((Map<?, ?>) part).keySet().forEach(key -> unknown.add(path + "/" + key));
      } else if (part instanceof List<?> list) {
        list.forEach(item -> unknown.addAll(unknownFields(item, name)));
      } else if (part != null) {
        unknown.addAll(unknownFields(part, name));
      }
    }
    return unknown;
  }
}
