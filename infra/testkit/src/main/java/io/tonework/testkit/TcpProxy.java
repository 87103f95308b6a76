package io.tonework.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A wire to a server that can be cut, slowed, or made to answer HTTP requests itself. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger cannedLeft = new AtomicInteger();
  private final AtomicInteger cannedGiven = new AtomicInteger();
  private volatile String canned = "";
  private volatile boolean cut;
  private volatile Duration delay = Duration.ZERO;

  private TcpProxy(ServerSocket listener, InetSocketAddress target) {
    this.listener = listener;
    this.target = target;
  }

  /** A proxy on a free port of the loopback interface before that server. */
  public static TcpProxy to(String host, int port) {
    try {
      TcpProxy proxy =
          new TcpProxy(
              new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")),
              new InetSocketAddress(host, port));
      Thread.ofVirtual().name("tcp-proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on the loopback interface", e);
    }
  }

  /** Where clients connect, on 127.0.0.1. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Breaks every connection and refuses new ones, until {@link #mend}. */
  public void cut() {
    cut = true;
    open.forEach(TcpProxy::closeQuietly);
  }

  /** Lets connections through again. */
  public void mend() {
    cut = false;
  }

  /** Holds every chunk of bytes back for that long, in both directions. */
  public void delay(Duration each) {
    delay = each;
  }

  /**
   * Answers the next HTTP requests itself, each on a connection of its own; requests on connections
   * that are open already are broken off, so that none slips through.
   *
   * @param times how many
   * @param status such as 503
   * @param body of each answer
   */
  public void answerNext(int times, int status, String body) {
    canned =
        "HTTP/1.1 "
            + status
            + " Told\r\nContent-Type: application/xml\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\nConnection: close\r\n\r\n"
            + body;
    cannedLeft.set(times);
    cannedGiven.set(0);
    open.forEach(TcpProxy::closeQuietly);
  }

  /** How many requests {@link #answerNext} has answered. */
  public int answered() {
    return cannedGiven.get();
  }

  /** How many connections were accepted. */
  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().name("tcp-proxy-connection").start(() -> serve(client));
      } catch (IOException e) {
        // closed
        return;
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      if (cut) {
        return;
      }
      if (cannedLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        answer(client);
        return;
      }
      try (Socket server = new Socket()) {
        server.connect(target);
        open.add(server);
        Thread back = Thread.ofVirtual().start(() -> copy(server, client));
        copy(client, server);
        back.join();
        open.remove(server);
      }
    } catch (IOException e) {
      // either end went away: so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  private void answer(Socket client) throws IOException {
    // an answer before the request was read would be a reset, which is another fault
    InputStream in = client.getInputStream();
    StringBuilder head = new StringBuilder();
    for (int next; head.indexOf("\r\n\r\n") < 0 && (next = in.read()) >= 0; ) {
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int at = lower.indexOf("content-length:");
    if (at >= 0) {
      int length =
          Integer.parseInt(
              lower.substring(at + "content-length:".length(), lower.indexOf('\r', at)).strip());
      in.skipNBytes(length);
    }
    cannedGiven.incrementAndGet();
    client.getOutputStream().write(canned.getBytes(StandardCharsets.UTF_8));
  }

  private void copy(Socket from, Socket to) {
    byte[] chunk = new byte[16_384];
    try {
      for (int n; (n = from.getInputStream().read(chunk)) >= 0; ) {
        Thread.sleep(delay);
        to.getOutputStream().write(chunk, 0, n);
      }
    } catch (IOException e) {
      // falls through to closing both
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeQuietly(from);
    closeQuietly(to);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone either way
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(TcpProxy::closeQuietly);
  }
}
