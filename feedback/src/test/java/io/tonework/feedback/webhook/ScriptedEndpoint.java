package io.tonework.feedback.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on the loopback interface that answers as it is told and keeps what it got. */
public final class ScriptedEndpoint implements AutoCloseable {
  /** What one request gets. */
  @FunctionalInterface
  public interface Answer {
    void write(HttpExchange exchange) throws IOException;

    /** A status without a body. */
    static Answer status(int status) {
      return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** A status with a header. */
    static Answer status(int status, String header, String value) {
      return exchange -> {
        exchange.getResponseHeaders().set(header, value);
        exchange.sendResponseHeaders(status, -1);
      };
    }
  }

  /** A request that came in. */
  public record Received(String path, HttpHeaders headers, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private volatile Answer otherwise = Answer.status(204);

  private ScriptedEndpoint(HttpServer server) {
    this.server = server;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
    server.start();
  }

  public static ScriptedEndpoint start() throws IOException {
    return over(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  public static ScriptedEndpoint over(HttpServer server) {
    return new ScriptedEndpoint(server);
  }

  /** The next requests get these, one each. */
  public ScriptedEndpoint then(Answer... answers) {
    script.addAll(List.of(answers));
    return this;
  }

  /** Every request beyond the script gets this; 204 if nothing is said. */
  public ScriptedEndpoint otherwise(Answer answer) {
    otherwise = answer;
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public List<Received> received() {
    return received;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(
          new Received(
              exchange.getRequestURI().toString(),
              HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true),
              body));
      Answer next = script.poll();
      (next == null ? otherwise : next).write(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
