package io.tonework.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The chart as the real Helm renders it. */
final class Chart {
  static final Path FOLDER = Path.of("../../helm/tonework").toAbsolutePath().normalize();

  private static final Pattern DOCUMENT = Pattern.compile("(?m)^---\\s*$");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private Chart() {}

  /** Every manifest with these values, as the Kubernetes model reads it. */
  static List<HasMetadata> render(Map<String, String> values) {
    var template = new Helm(FOLDER).template().withName("t");
    values.forEach(template::set);
    List<HasMetadata> manifests = new ArrayList<>();
    for (String document : DOCUMENT.split(template.call())) {
      if (document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#"))) {
        manifests.add(YAML.unmarshal(document));
      }
    }
    return manifests;
  }

  /** The manifests of that kind, as trees. */
  static List<JsonNode> ofKind(String kind, Map<String, String> values) {
    return render(values).stream()
        .filter(manifest -> manifest.getKind().equals(kind))
        .map(manifest -> MAPPER.<JsonNode>valueToTree(manifest))
        .toList();
  }

  /** The manifest of that kind and component. */
  static JsonNode one(String kind, String component, Map<String, String> values) {
    return ofKind(kind, values).stream()
        .filter(manifest -> manifest.at("/metadata/name").asText().equals("t-" + component))
        .findFirst()
        .orElseThrow();
  }

  /** The deployment of a component. */
  static Deployment deployment(Map<String, String> values, String component) {
    return render(values).stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .filter(deployment -> deployment.getMetadata().getName().equals("t-" + component))
        .findFirst()
        .orElseThrow();
  }
}
