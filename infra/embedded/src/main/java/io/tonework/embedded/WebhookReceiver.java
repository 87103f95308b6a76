package io.tonework.embedded;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A customer's endpoint on this machine: it records every webhook, checks the signature with the
 * reference library of Standard Webhooks and answers as told.
 *
 * <p>Thread-safe. A webhook whose signature is wrong is answered with 401, whatever was told.
 */
public final class WebhookReceiver implements AutoCloseable {
  private static final int UNAUTHORIZED = 401;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Webhook verifier;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicReference<Function<Received, Answer>> answers =
      new AtomicReference<>(_ -> Answer.OK);
  private final Object news = new Object();

  /**
   * One request.
   *
   * @param id the {@code webhook-id}; empty when there was none
   * @param path of the request
   * @param headers by lower-case name, each with its first value
   * @param body as it came
   * @param verified whether the signature is right and the timestamp is of now
   * @param number 1 for the first request with that id, 2 for the second, ...
   * @param receivedAt when
   */
  public record Received(
      String id,
      String path,
      Map<String, String> headers,
      String body,
      boolean verified,
      int number,
      Instant receivedAt) {}

  /**
   * What to answer.
   *
   * @param status the HTTP status
   * @param headers further headers, such as {@code Retry-After}
   * @param after how long the answer takes
   */
  public record Answer(int status, Map<String, String> headers, Duration after) {
    /** 204, at once. */
    public static final Answer OK = of(204);

    /** That status, at once. */
    public static Answer of(int status) {
      return new Answer(status, Map.of(), Duration.ZERO);
    }

    /** The same with a header. */
    public Answer with(String name, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, after);
    }

    /** The same after a pause. */
    public Answer after(Duration pause) {
      return new Answer(status, headers, pause);
    }
  }

  private WebhookReceiver(HttpServer server, Webhook verifier) {
    this.server = server;
    this.verifier = verifier;
  }

  /**
   * Starts on a free port of the loopback interface.
   *
   * @param secret {@code whsec_...}, what the sender signs with
   */
  public static WebhookReceiver start(String secret) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      WebhookReceiver receiver = new WebhookReceiver(server, new Webhook(secret));
      server.setExecutor(receiver.threads);
      server.createContext("/", receiver::handle);
      server.start();
      return receiver;
    } catch (IOException e) {
      throw new EmbeddedException("cannot receive webhooks on this machine: " + e, e);
    }
  }

  /** Where to send webhooks. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks");
  }

  /** Answers every request from now on by this function. */
  public void answer(Function<Received, Answer> answer) {
    answers.set(answer);
  }

  /** Every request so far, in order of arrival. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** Every request so far with a right signature whose body holds the text. */
  public List<Received> verified(String text) {
    return received.stream().filter(it -> it.verified() && it.body().contains(text)).toList();
  }

  /**
   * Waits until the condition holds, looking again after each request.
   *
   * @return false when it did not hold in time
   */
  public boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (news) {
      while (!condition.getAsBoolean()) {
        long leftMs = (deadline - System.nanoTime()) / 1_000_000;
        if (leftMs <= 0) {
          return false;
        }
        news.wait(leftMs);
      }
      return true;
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Received request = record(exchange, body);
      Answer answer = request.verified() ? answers.get().apply(request) : Answer.of(UNAUTHORIZED);
      Thread.sleep(answer.after());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Received record(HttpExchange exchange, String body) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, String> first = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          all.put(name, new ArrayList<>(values));
          first.put(name.toLowerCase(Locale.ROOT), values.getFirst());
        });
    String id = first.getOrDefault("webhook-id", "");
    boolean verified = verifies(body, all);
    synchronized (news) {
      int number = 1 + (int) received.stream().filter(it -> it.id().equals(id)).count();
      Received request =
          new Received(
              id,
              exchange.getRequestURI().getPath(),
              Map.copyOf(first),
              body,
              verified,
              number,
              Instant.now());
      received.add(request);
      news.notifyAll();
      return request;
    }
  }

  private boolean verifies(String body, Map<String, List<String>> headers) {
    try {
      verifier.verify(body, headers);
      return true;
    } catch (WebhookVerificationException e) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
