package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.service.endpoint.EndpointRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that keep a connection, and drop it when the next webhook is on its way. */
class DroppedConnectionsIT {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private WebhookClient client;

  @BeforeEach
  void start() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    client =
        new WebhookClient(
            new EndpointGuard(
                new EndpointRules(Set.of("127.0.0.1"), Set.of()),
                _ -> {
                  throw new UnknownHostException("no names here");
                },
                Duration.ZERO),
            SSLContext.getDefault(),
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldDeliverInOneAttemptWhenAKeptConnectionIsDropped(boolean reset) {
    // Given an endpoint that answers one request of each connection and drops it at the next
    serve(1, reset);
    assertThat(post()).isEqualTo(new AttemptResult.Accepted(200));

    // When
    AttemptResult second = post();

    // Then
    assertThat(second).isEqualTo(new AttemptResult.Accepted(200));
    assertThat(connections).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldTryOnceWhenAConnectionOfItsOwnIsDropped(boolean reset) {
    // Given
    serve(0, reset);

    // When
    AttemptResult result = post();

    // Then
    assertThat(result).isInstanceOf(AttemptResult.Failed.class);
    assertThat(connections).hasValue(1);
  }

  private AttemptResult post() {
    return client.post(
        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/hook"),
        new SignedHeaders("msg_1", 1, "v1,x"),
        BODY,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  private void serve(int answers, boolean reset) {
    threads.execute(() -> {
      while (!server.isClosed()) {
        try {
          Socket socket = server.accept();
          connections.incrementAndGet();
          threads.execute(() -> answer(socket, answers, reset));
        } catch (IOException e) {
          return;
        }
      }
    });
  }

  private static void answer(Socket socket, int answers, boolean reset) {
    try (socket) {
      for (int answered = 0; ; answered++) {
        readRequest(socket);
        if (answered == answers) {
          socket.setSoLinger(reset, 0);
          return;
        }
        socket.getOutputStream().write(OK);
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  /** Reads to the end of the body, which is the only place with a closing brace. */
  private static void readRequest(Socket socket) throws IOException {
    int next = socket.getInputStream().read();
    while (next != '}') {
      if (next < 0) {
        throw new IOException("no request");
      }
      next = socket.getInputStream().read();
    }
  }
}
