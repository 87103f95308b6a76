package io.tonework.feedback.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.tonework.feedback.verdict.VerdictBody;
import io.tonework.service.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

/** Holds the checked-in OpenAPI document against the resources. */
class FeedbackOpenApiTest {
  private static final Path DOCUMENT = Path.of("../docs/reference/feedback-openapi.yaml");
  private static final String WRITE = "tonework.docs.write";

  @Test
  void shouldEqualResourcesWhenDocumentIsCheckedIn() throws IOException {
    // When
    String generated = generated();
    if (Boolean.getBoolean(WRITE)) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, generated);
    }
    // Then
    assertThat(DOCUMENT)
        .as(
            "write it anew with ./mvnw -pl feedback -am test -Dtest=FeedbackOpenApiTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
            WRITE)
        .hasContent(generated);
  }

  private static String generated() throws IOException {
    Index index =
        Index.of(
            VerdictResource.class,
            ReasonsResource.class,
            UserResource.class,
            WebhooksResource.class,
            VerdictBody.class,
            VerdictAnswer.class,
            ReasonAnswer.class,
            TasteAnswer.class,
            TasteAnswer.Offset.class,
            WebhookAnswer.class,
            Problem.class);
    return SmallRyeOpenAPI.builder()
        .withInitialModel(frame())
        .enableModelReader(false)
        .enableStandardStaticFiles(false)
        .enableStandardFilter(false)
        .withIndex(index)
        .build()
        .toYAML();
  }

  private static OpenAPI frame() {
    return OASFactory.createOpenAPI()
        .openapi("3.1.0")
        .info(
            OASFactory.createInfo()
                .title("Tonework feedback")
                .version("1")
                .description("The way back: verdicts in, taste, deliveries of webhooks."))
        .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("apiKey"))
        .components(
            OASFactory.createComponents()
                .addSecurityScheme(
                    "apiKey",
                    OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("The tenant's API key; X-API-Key: <key> is read too.")));
  }
}
