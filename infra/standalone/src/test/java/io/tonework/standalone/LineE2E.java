package io.tonework.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Sha256;
import io.tonework.embedded.WebhookReceiver;
import io.tonework.messaging.event.TraceContext;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import io.tonework.standalone.line.LineClient;
import io.tonework.standalone.line.LocalCredentials;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The whole line as a customer meets it: photos in over REST, signed webhooks out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LineE2E {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private @Nullable Path directory;
  private @Nullable LineProcess line;
  private @Nullable WebhookReceiver receiver;
  private @Nullable LineClient client;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    LocalCredentials credentials = LocalCredentials.of(temporary);
    receiver = WebhookReceiver.start(credentials.webhookSecret());
    LineProcess started =
        LineProcess.start(temporary, SpeechlessBundle.in(temporary.resolve("bundle")));
    line = started;
    client = new LineClient(started.api(), credentials.apiKey());
  }

  @AfterAll
  void stop() throws InterruptedException {
    client().close();
    receiver().close();
    Objects.requireNonNull(line).stop();
  }

  @Test
  @Order(0)
  void shouldShowNothingButWhatIsNeededWhenTheFolderIsNew() throws IOException {
    // When
    String shown = Objects.requireNonNull(line).shown();

    // Then
    assertThat(shown).startsWith("Tonework starts on");
    assertThat(shown).doesNotContain("WARN ", "ERROR ", "INFO ", "\tat ");
  }

  @Test
  @Order(1)
  void shouldRetouchAPhotoInAutoAndInParamMode() throws Exception {
    // Given
    byte[] photo = photo(Scene.LANDSCAPE, 1_500, 1);

    // When
    TraceContext trace = TraceContext.fresh();
    Map<String, String> fields =
        Map.of("mode", "auto", "lut", "true", "callback", receiver().uri().toString());
    String auto = client().send("photo.jpg", photo, fields, "traced", trace);
    String param =
        send(photo, Map.of("mode", "param", "lut", "true", "sliders", "{\"Exposure2012\": 40}"));
    awaitWebhooks(List.of(auto, param));

    // Then
    assertThat(receiver().verified(auto).getFirst().headers().get("traceparent"))
        .as("one trace from the upload to the webhook")
        .contains(trace.traceId());
    for (String photoId : List.of(auto, param)) {
      JsonNode told = webhook(photoId);
      assertThat(told.path("type").asText()).isEqualTo("photo.retouched");
      JsonNode data = told.path("data");
      byte[] result = fetch(data.path("result").path("url"));
      assertThat(Sha256.of(result)).isEqualTo(data.path("result").path("sha256").asText());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(result));
      assertThat(image.getWidth()).isEqualTo(1_500);
      assertThat(new String(fetch(data.path("lutUrl")), UTF_8)).contains("LUT_3D_SIZE");
      JsonNode plan = ContractsJson.mapper().readTree(fetch(data.path("planUrl")));
      assertThat(plan.path("photoId").asText()).isEqualTo(photoId);
      JsonNode status = client().status(photoId);
      assertThat(status.path("state").asText()).isEqualTo("retouched");
      assertThat(status.path("reasoning").path("light").path("plan").asText()).isNotBlank();
    }
    assertThat(brightness(fetch(webhook(param).path("data").path("result").path("url"))))
        .isGreaterThan(brightness(photo) + 10);
  }

  @Test
  @Order(2)
  void shouldTellTheCustomerWhyABrokenPhotoFailed() throws Exception {
    // Given a file that begins like a photo and ends in the middle
    byte[] whole = photo(Scene.PORTRAIT, 1_000, 2);
    byte[] cut = Arrays.copyOf(whole, whole.length / 3);

    // When
    String photoId = send(cut, Map.of("mode", "auto"));
    awaitWebhooks(List.of(photoId));

    // Then
    JsonNode told = webhook(photoId);
    assertThat(told.path("type").asText()).isEqualTo("photo.failed");
    assertThat(told.path("data").path("failure").path("code").asText()).isEqualTo("corrupt_image");
    assertThat(client().status(photoId).path("state").asText()).isEqualTo("failed");
  }

  @Test
  @Order(2)
  void shouldTellTheCustomerWhenNoPlanCanBeMade() throws Exception {
    // Given a photo that the bundle has no words for
    BufferedImage grey = new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY);
    grey.createGraphics().fillRect(50, 50, 100, 100);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(grey, "png", png);

    // When
    String photoId = send(png.toByteArray(), Map.of("mode", "auto"));
    awaitWebhooks(List.of(photoId));

    // Then
    JsonNode told = webhook(photoId);
    assertThat(told.path("type").asText()).isEqualTo("photo.failed");
    assertThat(told.path("data").path("failure").path("code").asText())
        .isEqualTo("plan_impossible");
  }

  @Test
  @Order(2)
  void shouldDoWhatIsAskedForInWords() throws Exception {
    // Given
    byte[] photo = photo(Scene.PORTRAIT, 600, 7);

    // When
    String photoId = send(photo, Map.of("mode", "style", "instruction", "a lot brighter, please"));
    awaitWebhooks(List.of(photoId));

    // Then
    JsonNode data = webhook(photoId).path("data");
    assertThat(client().status(photoId).path("reasoning").path("content").asText())
        .contains("Asked for: brighter a lot.");
    assertThat(brightness(fetch(data.path("result").path("url"))))
        .isGreaterThan(brightness(photo) + 10);
  }

  @Test
  @Order(2)
  void shouldCarryTheEditOfPostedPhotosOver() throws Exception {
    // Given an edit that makes a photo much lighter
    byte[] photo = photo(Scene.LANDSCAPE, 600, 8);
    byte[] before = photo(Scene.BEACH, 400, 9);
    byte[] after = SyntheticPhoto.jpeg(Scene.BEACH, 400, 400 * 2 / 3, 9, CaptureFault.NONE, 90);
    assertThat(brightness(after)).isGreaterThan(brightness(before) + 10);

    // When
    String photoId =
        client()
            .send(
                List.of(
                    new LineClient.FilePart("photo", "photo.jpg", photo),
                    new LineClient.FilePart("reference_before", "before.jpg", before),
                    new LineClient.FilePart("reference_after", "after.jpg", after)),
                Map.of("mode", "reference", "callback", receiver().uri().toString()),
                UUID.randomUUID().toString(),
                TraceContext.fresh());
    awaitWebhooks(List.of(photoId));

    // Then
    JsonNode told = webhook(photoId);
    assertThat(told.path("type").asText()).isEqualTo("photo.retouched");
    assertThat(brightness(fetch(told.path("data").path("result").path("url"))))
        .isGreaterThan(brightness(photo) + 10);
  }

  @Test
  @Order(3)
  void shouldRefuseWhatIsNoPhotoAtTheDoor() {
    assertThatThrownBy(() -> send("no photo at all".getBytes(UTF_8), Map.of("mode", "auto")))
        .isInstanceOf(LineClient.RefusedException.class);
  }

  @Test
  @Order(4)
  void shouldMakeOnePhotoOfARequestThatIsSentTwice() throws Exception {
    // Given
    byte[] photo = photo(Scene.BEACH, 600, 3);
    String request = UUID.randomUUID().toString();
    Map<String, String> fields = Map.of("mode", "auto", "callback", receiver().uri().toString());

    // When
    String first = client().send("beach.jpg", photo, fields, request);
    awaitWebhooks(List.of(first));
    String second = client().send("beach.jpg", photo, fields, request);

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(webhookIds(first)).hasSize(1);
  }

  @Test
  @Order(5)
  void shouldFinishEveryPhotoOnceWhenTheProcessIsKilledInTheMiddle() throws Exception {
    // Given
    List<String> photoIds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Scene scene = Scene.values()[i % Scene.values().length];
      photoIds.add(send(photo(scene, 800, 100 + i), Map.of("mode", "auto")));
    }
    receiver().await(() -> finished(photoIds) >= 3, PATIENCE);
    long before = finished(photoIds);

    // When
    Objects.requireNonNull(line).kill();
    line = Objects.requireNonNull(line).again();
    awaitWebhooks(photoIds);

    // Then
    assertThat(before).as("some were finished before the kill, and not all").isBetween(3L, 19L);
    for (String photoId : photoIds) {
      assertThat(webhookIds(photoId)).as("one visible result of %s", photoId).hasSize(1);
      assertThat(client().status(photoId).path("state").asText()).isEqualTo("retouched");
      assertThat(results(photoId)).isEqualTo(1);
    }
  }

  private long finished(List<String> photoIds) {
    return photoIds.stream().filter(it -> !receiver().verified(it).isEmpty()).count();
  }

  private List<String> webhookIds(String photoId) {
    return receiver().verified(photoId).stream()
        .map(WebhookReceiver.Received::id)
        .distinct()
        .toList();
  }

  /** How many finished photos of the plan lie in the store, which keeps objects as files. */
  private long results(String photoId) throws IOException, InterruptedException {
    String link = client().status(photoId).path("links").path("result").asText();
    String name = Path.of(URI.create(link).getPath()).getFileName().toString();
    String planId = name.substring(0, name.indexOf('.'));
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(directory).resolve("s3"))) {
      return files
          .filter(it -> it.toString().contains("retouched"))
          .filter(it -> it.getFileName().toString().startsWith(planId))
          .count();
    }
  }

  private String send(byte[] photo, Map<String, String> fields)
      throws IOException, InterruptedException {
    Map<String, String> all =
        Stream.concat(
                fields.entrySet().stream(),
                Map.of("callback", receiver().uri().toString()).entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return client().send("photo.jpg", photo, all, UUID.randomUUID().toString());
  }

  private void awaitWebhooks(List<String> photoIds) throws Exception {
    boolean all = receiver().await(() -> finished(photoIds) == photoIds.size(), PATIENCE);
    assertThat(all)
        .as(
            "%d of %d photos finished; the line says:%n%s",
            finished(photoIds), photoIds.size(), Objects.requireNonNull(line).log())
        .isTrue();
  }

  private JsonNode webhook(String photoId) throws IOException {
    return ContractsJson.mapper().readTree(receiver().verified(photoId).getFirst().body());
  }

  private byte[] fetch(JsonNode url) throws IOException, InterruptedException {
    Path file = Files.createTempFile(Objects.requireNonNull(directory), "fetched", "");
    Files.write(file, client().download(URI.create(url.asText())));
    return Files.readAllBytes(file);
  }

  private static byte[] photo(Scene scene, int width, long seed) {
    return SyntheticPhoto.jpeg(scene, width, width * 2 / 3, seed, CaptureFault.UNDER_EXPOSED, 90);
  }

  private static double brightness(byte[] jpeg) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    long sum = 0;
    int count = 0;
    for (int y = 0; y < image.getHeight(); y += 8) {
      for (int x = 0; x < image.getWidth(); x += 8) {
        int rgb = image.getRGB(x, y);
        sum += (rgb >> 16 & 255) + (rgb >> 8 & 255) + (rgb & 255);
        count += 3;
      }
    }
    return sum / (double) count;
  }

  private WebhookReceiver receiver() {
    return Objects.requireNonNull(receiver);
  }

  private LineClient client() {
    return Objects.requireNonNull(client);
  }
}
