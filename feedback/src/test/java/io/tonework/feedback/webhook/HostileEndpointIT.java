package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.service.endpoint.EndpointRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoints that answer as no server should: every attempt ends in time and in plain words. */
class HostileEndpointIT {
  private static final Duration TIMEOUT = Duration.ofMillis(700);
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final String LATE = "the endpoint did not answer within 700 ms";
  private static final String NO_HTTP = "the endpoint's answer is no valid HTTP";
  private static final String HEADERS =
      "the endpoint's answer has too many or too long header lines";
  private static final String CLOSED = "the endpoint closed the connection without an answer";
  private static final String BROKE_OFF = "the endpoint broke off in the middle of its answer";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private ServerSocket server;
  private WebhookClient client;

  /** What an endpoint writes once it has read the head of the request. */
  private interface Script {
    void write(Socket socket, OutputStream out) throws IOException;
  }

  enum Answer {
    NOTHING(CLOSED, (_, _) -> {}),
    SILENCE(
        LATE, (socket, _) -> socket.getInputStream().transferTo(OutputStream.nullOutputStream())),
    RESET("the connection to the endpoint was lost", (socket, _) -> socket.setSoLinger(true, 0)),
    RESET_IN_BODY(
        "the connection to the endpoint was lost",
        (socket, out) -> {
          text(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
          pause(100);
          socket.setSoLinger(true, 0);
        }),
    CUT_BODY(
        BROKE_OFF, (_, out) -> text(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc")),
    CUT_CHUNK(
        BROKE_OFF,
        (_, out) -> text(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc")),
    BAD_CHUNK(
        NO_HTTP,
        (_, out) ->
            text(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n")),
    HUGE_CHUNK(
        NO_HTTP,
        (_, out) ->
            text(
                out,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc\r\n")),
    NEGATIVE_LENGTH(
        NO_HTTP, (_, out) -> text(out, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")),
    WORD_AS_LENGTH(
        NO_HTTP, (_, out) -> text(out, "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n")),
    UNKNOWN_CODING(
        NO_HTTP,
        (_, out) -> text(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: zip, chunked\r\n\r\n")),
    ENDLESS_LINE(
        HEADERS,
        (_, out) -> {
          text(out, "HTTP/1.1 200 OK\r\nX-Long: ");
          repeat(out, "aaaaaaaaaaaaaaaa");
        }),
    ENDLESS_HEADERS(
        HEADERS,
        (_, out) -> {
          text(out, "HTTP/1.1 200 OK\r\n");
          repeat(out, "X-More: a\r\n");
        }),
    ENDLESS_FOLDED_HEADER(
        HEADERS,
        (_, out) -> {
          text(out, "HTTP/1.1 200 OK\r\nX-Long: a\r\n");
          repeat(out, " and more\r\n");
        }),
    ENDLESS_STATUS(HEADERS, (_, out) -> repeat(out, "HTTP")),
    EMPTY_LINES(HEADERS, (_, out) -> repeat(out, "\r\n")),
    CONTINUE_FLOOD(LATE, (_, out) -> repeat(out, "HTTP/1.1 100 Continue\r\n\r\n")),
    HINTS_FLOOD(LATE, (_, out) -> repeat(out, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")),
    SWITCHING(
        NO_HTTP,
        (socket, out) -> {
          text(out, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }),
    TRICKLE(
        LATE,
        (_, out) -> {
          for (byte next :
              ("HTTP/1.1 200 OK\r\nX-Slow: " + "a".repeat(500)).getBytes(StandardCharsets.UTF_8)) {
            out.write(next);
            pause(50);
          }
        }),
    ANOTHER_PROTOCOL(CLOSED, (_, out) -> text(out, "220 mail.example ESMTP\r\n250 ok\r\n")),
    BINARY(
        HEADERS,
        (_, out) -> {
          byte[] noise = new byte[4_096];
          new Random(7).nextBytes(noise);
          out.write(noise);
        }),
    HTTP_TWO(CLOSED, (_, out) -> text(out, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
    STATUS_ZERO(NO_HTTP, (_, out) -> text(out, "HTTP/1.1 000 None\r\n\r\n")),
    STATUS_WORD(CLOSED, (_, out) -> text(out, "HTTP/1.1 fine OK\r\n\r\n")),
    STATUS_999(
        "the endpoint answered 999",
        (_, out) -> text(out, "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n")),
    CHALLENGE(
        "the endpoint answered 401",
        (_, out) ->
            text(
                out,
                "HTTP/1.1 401 No\r\nWWW-Authenticate: ,,=\u0001\"\r\nContent-Length: 0\r\n\r\n")),
    ODD_WAIT(
        "the endpoint answered 503",
        (_, out) ->
            text(
                out,
                "HTTP/1.1 503 No\r\nRetry-After: Fri, 99 Foo 9999999 99:99:99\r\nContent-Length: 0\r\n\r\n")),
    REDIRECT(
        "the endpoint answered 302; redirects are not followed",
        (_, out) ->
            text(out, "HTTP/1.1 302 There\r\nLocation: \u0001://[\r\nContent-Length: 0\r\n\r\n"));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without a state
    private final Script script;

    Answer(String words, Script script) {
      this.words = words;
      this.script = script;
    }
  }

  @BeforeEach
  void start() throws Exception {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    client =
        client(_ -> {
          throw new UnknownHostException("no names here");
        });
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
    threads.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(Answer.class)
  void shouldFailInTimeAndInPlainWordsWhenAnswerIsOdd(Answer answer) {
    // Given
    serve(answer.script);
    long begunNanos = System.nanoTime();
    // When
    AttemptResult result = post("http://127.0.0.1:" + server.getLocalPort() + "/hook");
    // Then
    assertThat(result)
        .isInstanceOfSatisfying(
            AttemptResult.Failed.class,
            failed -> assertThat(failed.detail()).isEqualTo(answer.words));
    assertThat(Duration.ofNanos(System.nanoTime() - begunNanos))
        .isLessThan(TIMEOUT.multipliedBy(4));
  }

  @Test
  void shouldNotUnpackWhenAnswerIsCompressed() throws IOException {
    // Given 64 MiB in 64 KiB
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        gzip.write(zeros);
      }
    }
    serve((_, out) -> {
      text(
          out,
          "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
              + bomb.size()
              + "\r\n\r\n");
      bomb.writeTo(out);
    });
    // When, Then
    assertThat(post("http://127.0.0.1:" + server.getLocalPort() + "/"))
        .isEqualTo(new AttemptResult.Accepted(200));
  }

  @Test
  void shouldTellTlsWhenEndpointSpeaksNone() {
    // Given
    serve((_, out) -> text(out, "HTTP/1.1 400 Bad\r\n\r\n"));
    // When, Then
    assertThat(post("https://127.0.0.1:" + server.getLocalPort() + "/"))
        .isEqualTo(
            new AttemptResult.Failed(
                null, "no secure connection (TLS) could be agreed with the endpoint", null));
  }

  @Test
  void shouldEndInTimeWhenTlsTrickles() {
    // Given the head of a record of 16 KiB that comes byte by byte
    serve((_, out) -> {
      out.write(new byte[] {0x16, 3, 3, 0x40, 0});
      while (true) {
        out.write(2);
        pause(50);
      }
    });
    long begunNanos = System.nanoTime();
    // When, Then
    assertThat(post("https://127.0.0.1:" + server.getLocalPort() + "/"))
        .isEqualTo(new AttemptResult.Failed(null, LATE, null));
    assertThat(Duration.ofNanos(System.nanoTime() - begunNanos))
        .isLessThan(TIMEOUT.multipliedBy(2));
  }

  @Test
  void shouldEndInTimeWhenNoneOfManyAddressesTakesTheConnection() throws Exception {
    // Given a listener whose queue is full, under a name with many addresses
    List<Socket> fillers = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WebhookClient patient =
            client(_ -> {
              InetAddress[] same = new InetAddress[10];
              Arrays.fill(same, InetAddress.getLoopbackAddress());
              return same;
            })) {
      for (int i = 0; i < 4; i++) {
        Socket filler = new Socket();
        fillers.add(filler);
        threads.execute(() -> connect(filler, full.getLocalPort()));
      }
      pause(200);
      long begunNanos = System.nanoTime();
      // When
      AttemptResult result = post(patient, "http://full.example:" + full.getLocalPort() + "/");
      // Then
      assertThat(result)
          .isInstanceOfSatisfying(
              AttemptResult.Failed.class,
              failed -> assertThat(failed.detail()).startsWith("the endpoint did not answer"));
      assertThat(Duration.ofNanos(System.nanoTime() - begunNanos))
          .isLessThan(TIMEOUT.multipliedBy(2));
    } finally {
      for (Socket filler : fillers) {
        filler.close();
      }
    }
  }

  private static void connect(Socket socket, int port) {
    try {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      // the queue was full before
    }
  }

  /** Serves one connection after the other with that answer. */
  private void serve(Script script) {
    threads.execute(() -> {
      while (!server.isClosed()) {
        try (Socket socket = server.accept()) {
          readHead(socket);
          script.write(socket, socket.getOutputStream());
        } catch (IOException e) {
          // the client has had enough
        }
      }
    });
  }

  private static void readHead(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = socket.getInputStream().read();
        next >= 0;
        next = socket.getInputStream().read()) {
      head.append((char) next);
      if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
        socket.getInputStream().readNBytes(BODY.length);
        return;
      }
      if (head.length() == 1 && next == 0x16) {
        return; // the beginning of TLS
      }
    }
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Writes until the other side has had enough. */
  private static void repeat(OutputStream out, String text) throws IOException {
    byte[] block = text.repeat(8 * 1024 / text.length()).getBytes(StandardCharsets.ISO_8859_1);
    while (true) {
      out.write(block);
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private AttemptResult post(String address) {
    return post(client, address);
  }

  private static AttemptResult post(WebhookClient client, String address) {
    SignedHeaders signed =
        WebhookSigner.sign(
            "msg_1",
            Clock.systemUTC().instant(),
            BODY,
            List.of(SigningSecret.parse("whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=")));
    return client.post(
        URI.create(address),
        signed,
        BODY,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  private static WebhookClient client(EndpointGuard.Resolver resolver) throws Exception {
    return new WebhookClient(
        new EndpointGuard(
            new EndpointRules(Set.of("127.0.0.1", "full.example"), Set.of()),
            resolver,
            Duration.ZERO),
        SSLContext.getDefault(),
        TIMEOUT,
        Duration.ofHours(1),
        Clock.systemUTC());
  }
}
