package io.tonework.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Mode;
import io.tonework.embedded.WebhookReceiver;
import io.tonework.standalone.files.ProgressBar;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Sends the photos, follows them to their webhooks and fetches what came of them. */
final class DemoRun {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final LineClient client;
  private final WebhookReceiver receiver;
  private final OutputFolder output;
  private final ProgressBar bar;

  DemoRun(LineClient client, WebhookReceiver receiver, OutputFolder output, ProgressBar bar) {
    this.client = client;
    this.receiver = receiver;
    this.output = output;
    this.bar = bar;
  }

  /** One outcome for each photo, in their order. */
  List<DemoOutcome> run(List<DemoPhoto> photos) throws InterruptedException {
    bar.show("sending " + photos.size() + " photos");
    Map<DemoPhoto, Sent> sent = sendAll(photos);
    follow(sent);
    List<DemoOutcome> outcomes = new ArrayList<>();
    sent.forEach((photo, each) -> outcomes.add(outcome(photo, each)));
    return outcomes;
  }

  /**
   * What became of sending.
   *
   * @param photoId its id; null when it was refused
   * @param refusal why; null when it was taken
   */
  private record Sent(@Nullable String photoId, @Nullable String refusal) {}

  private Map<DemoPhoto, Sent> sendAll(List<DemoPhoto> photos) throws InterruptedException {
    Map<DemoPhoto, Future<String>> sending = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (DemoPhoto photo : photos) {
        sending.put(photo, threads.submit(() -> send(photo)));
      }
    }
    Map<DemoPhoto, Sent> sent = new LinkedHashMap<>();
    for (Map.Entry<DemoPhoto, Future<String>> each : sending.entrySet()) {
      sent.put(each.getKey(), sent(each.getValue()));
    }
    return sent;
  }

  private String send(DemoPhoto photo) throws IOException, InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("mode", photo.mode().jsonName());
    fields.put("callback", receiver.uri().toString());
    fields.put("lut", "true");
    if (photo.mode() == Mode.PARAM) {
      fields.put("sliders", ContractsJson.write(photo.sliders()));
    }
    String fileName = photo.name() + "." + photo.extension();
    String request = UUID.randomUUID().toString();
    return client.send(fileName, Files.readAllBytes(photo.file()), fields, request);
  }

  private static Sent sent(Future<String> sending) throws InterruptedException {
    try {
      return new Sent(sending.get(), null);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return new Sent(null, String.valueOf(cause == null ? e : cause.getMessage()));
    }
  }

  private void follow(Map<DemoPhoto, Sent> sent) throws InterruptedException {
    List<String> pending = new ArrayList<>();
    sent.values()
        .forEach(each -> {
          String photoId = each.photoId();
          if (photoId != null) {
            pending.add(photoId);
          }
        });
    int refused = sent.size() - pending.size();
    for (int i = 0; i < refused; i++) {
      bar.step("photos come back");
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!pending.isEmpty() && System.nanoTime() < deadline) {
      receiver.await(() -> pending.stream().anyMatch(this::isTold), LOOK_AGAIN);
      for (String photoId : List.copyOf(pending)) {
        if (isTold(photoId)) {
          pending.remove(photoId);
          bar.step("photos come back");
        }
      }
      bar.show("photos come back");
    }
  }

  private boolean isTold(String photoId) {
    return !receiver.verified(photoId).isEmpty();
  }

  private DemoOutcome outcome(DemoPhoto photo, Sent sent) {
    String photoId = sent.photoId();
    if (photoId == null) {
      return new DemoOutcome.Failed(photo, String.valueOf(sent.refusal()));
    }
    List<WebhookReceiver.Received> webhooks = receiver.verified(photoId);
    if (webhooks.isEmpty()) {
      return new DemoOutcome.Failed(photo, "no webhook came within " + PATIENCE.toSeconds() + " s");
    }
    try {
      return finished(photo, client.status(photoId), webhooks.getFirst().receivedAt());
    } catch (IOException e) {
      return new DemoOutcome.Failed(photo, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new DemoOutcome.Failed(photo, "interrupted");
    }
  }

  private DemoOutcome finished(DemoPhoto photo, JsonNode status, Instant toldAt)
      throws IOException, InterruptedException {
    if (!status.path("state").asText().equals("retouched")) {
      return new DemoOutcome.Failed(photo, status.path("failure").path("message").asText());
    }
    output.keep(photo, status, client);
    Instant uploaded = Instant.parse(status.path("uploadedAt").asText());
    Instant planned = Instant.parse(status.path("plannedAt").asText());
    Instant finished = Instant.parse(status.path("finishedAt").asText());
    return new DemoOutcome.Retouched(
        photo,
        Duration.between(uploaded, planned),
        Duration.between(planned, finished),
        Duration.between(finished, toldAt),
        status.path("summary").asText());
  }
}
