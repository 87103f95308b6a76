package io.tonework.ingest.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tonework.ingest.request.FormFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class OpenApiIT {
  private static final Path REFERENCE = Path.of("../docs/reference/ingest-openapi.yaml");

  private final YAMLMapper yaml = new YAMLMapper();

  private static String generated() {
    return given().queryParam("format", "yaml").get("/q/openapi").asString();
  }

  @Test
  void shouldEqualTheReferenceThatIsCheckedIn() throws Exception {
    // Given
    String now = generated();
    if (Boolean.getBoolean("tonework.reference.update")) {
      Files.createDirectories(REFERENCE.getParent());
      Files.writeString(REFERENCE, now);
    }

    // When
    JsonNode reference = yaml.readTree(Files.readString(REFERENCE));

    // Then
    assertThat(yaml.readTree(now))
        .as("run this test with -Dtonework.reference.update=true and check the change in")
        .isEqualTo(reference);
    assertThat(reference.path("openapi").asText()).startsWith("3.1");
  }

  @Test
  void shouldDescribeTheFieldsThatAreRead() throws Exception {
    // When
    JsonNode schemas = yaml.readTree(generated()).path("components").path("schemas");

    // Then
    Set<String> form = new TreeSet<>(FormFields.names());
    form.addAll(Set.of("photo", "request", "reference_before", "reference_after"));
    assertThat(names(schemas, "NewPhotoForm")).isEqualTo(form);
  }

  private static Set<String> names(JsonNode schemas, String schema) {
    Set<String> names = new TreeSet<>();
    schemas.path(schema).path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
