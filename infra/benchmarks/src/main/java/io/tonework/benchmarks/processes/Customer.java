package io.tonework.benchmarks.processes;

import io.tonework.contracts.ContractsJson;
import io.tonework.embedded.WebhookReceiver;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends photos until told to stop, each until it is accepted, and takes the webhooks; a bounded
 * number is under way. A webhook in seven is answered with 503, and comes again.
 */
final class Customer implements AutoCloseable {
  private static final int UNDER_WAY = 24;
  private static final int REFUSED_EVERY = 7;

  private final LineClient client;
  private final WebhookReceiver receiver;
  private final List<byte[]> photos = new ArrayList<>();
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();
  private final Thread sender = Thread.ofPlatform().name("customer").unstarted(this::send);
  private volatile boolean stopping;

  Customer(Killable line) throws IOException {
    this.client = new LineClient(line.api(), line.apiKey());
    this.receiver = WebhookReceiver.start(line.webhookSecret());
    receiver.answer(request -> {
      boolean refuse = request.number() == 1 && request.id().hashCode() % REFUSED_EVERY == 0;
      return WebhookReceiver.Answer.of(refuse ? 503 : 204);
    });
    for (Scene scene : Scene.values()) {
      photos.add(SyntheticPhoto.jpeg(scene, 1224, 816, 5, CaptureFault.UNDER_EXPOSED, 90));
    }
  }

  void start() {
    sender.start();
  }

  private void send() {
    for (int i = 0; !stopping; i++) {
      String key = UUID.randomUUID().toString();
      try {
        while (!stopping && accepted.size() - told().size() >= UNDER_WAY) {
          TimeUnit.MILLISECONDS.sleep(100);
        }
        sendUntilAccepted(photos.get(i % photos.size()), key);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void sendUntilAccepted(byte[] photo, String key) throws InterruptedException {
    Map<String, String> fields = Map.of("callback", receiver.uri().toString());
    while (true) {
      try {
        accepted.add(client.send("photo.jpg", photo, fields, key));
        return;
      } catch (IOException e) {
        // nobody is there, or whoever is cannot take it just now; the same key is the same photo
        TimeUnit.MILLISECONDS.sleep(250);
      }
    }
  }

  /** Sends nothing new; returns when what was begun is accepted. */
  void stop() throws InterruptedException {
    stopping = true;
    sender.join();
  }

  /** The photos that were accepted. */
  Set<String> accepted() {
    return Set.copyOf(accepted);
  }

  /** The photos of which a webhook was answered with success. */
  Set<String> told() {
    return webhookIds().keySet();
  }

  /** The ids of the webhooks of each photo. */
  Map<String, Set<String>> webhookIds() {
    Map<String, Set<String>> ids = new HashMap<>();
    for (WebhookReceiver.Received each : receiver.received()) {
      boolean refused = each.number() == 1 && each.id().hashCode() % REFUSED_EVERY == 0;
      if (each.verified() && !refused) {
        ids.computeIfAbsent(photoId(each), _ -> new HashSet<>()).add(each.id());
      }
    }
    return ids;
  }

  /** How many webhooks came, again and again ones included. */
  int webhooks() {
    return receiver.received().size();
  }

  /** Waits until there is a webhook of each accepted photo. */
  boolean awaitAllTold(Duration longest) throws InterruptedException {
    return receiver.await(() -> told().containsAll(accepted), longest);
  }

  private static String photoId(WebhookReceiver.Received webhook) {
    try {
      return ContractsJson.mapper().readTree(webhook.body()).path("data").path("photoId").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sender.interrupt();
    receiver.close();
    client.close();
  }
}
