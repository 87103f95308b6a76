package io.tonework.standalone.line;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The four services as one Quarkus application on a thread of its own. */
final class Services {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Thread runner;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Keeps the application up until it is told to end. */
  public static final class Application implements QuarkusApplication {
    @Override
    public int run(String... arguments) {
      Quarkus.waitForExit();
      return 0;
    }
  }

  Services() {
    runner =
        new Thread(
            () -> Quarkus.run(Application.class, (code, cause) -> failure.set(cause)), "services");
  }

  void start() {
    runner.start();
  }

  /**
   * Returns when every stage is ready.
   *
   * @throws LineException when the application ended or is not ready in time
   */
  void awaitReady(URI api, Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    HttpRequest ask =
        HttpRequest.newBuilder(api.resolve("/q/health/ready")).timeout(atMost).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!isReady(client, ask)) {
        if (!runner.isAlive()) {
          Throwable cause = failure.get();
          throw new LineException("the services did not start: " + reasons(cause), cause);
        }
        if (System.nanoTime() > deadline) {
          throw new LineException("the services are not ready after " + atMost, null);
        }
        Thread.sleep(LOOK_AGAIN);
      }
    }
  }

  private static String reasons(@Nullable Throwable failure) {
    StringBuilder reasons = new StringBuilder(failure == null ? "see the log" : "");
    for (Throwable each = failure; each != null; each = each.getCause()) {
      reasons.append(reasons.isEmpty() ? "" : ", caused by ").append(each);
    }
    return reasons.toString();
  }

  private static boolean isReady(HttpClient client, HttpRequest ask) throws InterruptedException {
    try {
      return client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Returns when the application has ended, by whatever made it end. */
  void awaitEnd() throws InterruptedException {
    runner.join();
  }

  /** Drains the stages and ends the application. */
  void stop() {
    if (!runner.isAlive()) {
      return;
    }
    Quarkus.asyncExit(0);
    try {
      if (!runner.join(STOP_TIMEOUT)) {
        throw new LineException("the services have not drained after " + STOP_TIMEOUT, null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
