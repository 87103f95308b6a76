package io.tonework.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends bytes that no HTTP client would send, one connection each, and reads what comes back.
 *
 * @param server where it listens
 */
public record RawHttp(URI server) {
  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * An answer.
   *
   * @param status the HTTP status; 0 when the connection was closed without an answer
   * @param headers by name in lower case; of those that come twice the last
   * @param body the text
   * @param nanos from the last byte that was sent to the end of the answer
   */
  public record Answer(int status, Map<String, String> headers, String body, long nanos) {
    /** The header, or null. */
    public @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** Sends a text, a byte for each character below U+0100. */
  public Answer send(String request) throws IOException {
    return send(request.getBytes(ISO_8859_1));
  }

  /** Sends these bytes. */
  public Answer send(byte[] request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      try {
        socket.getOutputStream().write(request);
      } catch (SocketException e) {
        // refused before its end; the answer may be there all the same
      }
      long sent = System.nanoTime();
      return read(socket.getInputStream(), sent);
    }
  }

  private static Answer read(InputStream in, long sent) throws IOException {
    String head = head(in);
    if (head.isEmpty()) {
      return new Answer(0, Map.of(), "", System.nanoTime() - sent);
    }
    String[] lines = head.split("\r\n", -1);
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    int length = Integer.parseInt(Objects.requireNonNullElse(headers.get("content-length"), "0"));
    String body = new String(in.readNBytes(length), UTF_8);
    int status = Integer.parseInt(lines[0].split(" ", -1)[1]);
    return new Answer(status, headers, body, System.nanoTime() - sent);
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    try {
      for (int next = in.read(); next >= 0; next = in.read()) {
        head.write(next);
        last = last << 8 | next;
        if (last == 0x0d0a0d0a) {
          return head.toString(ISO_8859_1).stripTrailing();
        }
      }
    } catch (SocketException e) {
      // closed at once, with bytes of ours unread
    }
    return "";
  }
}
