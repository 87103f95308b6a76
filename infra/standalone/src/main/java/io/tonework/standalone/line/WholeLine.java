package io.tonework.standalone.line;

import io.tonework.embedded.EmbeddedStack;
import io.tonework.standalone.memory.HeapWatch;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.s3.S3Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kafka, Redis, an object store and the four services in this JVM.
 *
 * <p>At the end of the process (SIGTERM, Ctrl-C) the services drain first and the servers follow.
 * Killed the hard way, it continues at the next start on the same directory. One at a time per JVM,
 * for the services are configured by system properties.
 */
public final class WholeLine implements AutoCloseable {
  private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);

  private final EmbeddedStack servers;
  private final Services services;
  private final LocalCredentials credentials;
  private final URI api;
  private final Path logFile;
  private final AtomicBoolean closed = new AtomicBoolean();

  private WholeLine(
      EmbeddedStack servers,
      Services services,
      LocalCredentials credentials,
      URI api,
      Path logFile) {
    this.servers = servers;
    this.services = services;
    this.credentials = credentials;
    this.api = api;
    this.logFile = logFile;
  }

  /**
   * Starts everything and returns when photos can be sent.
   *
   * @throws LineException when the port is taken or the services do not start
   * @throws io.tonework.embedded.EmbeddedException when a server does not start
   */
  public static WholeLine start(WholeLineOptions options) {
    QuietServers.apply();
    checkFree(options.httpPort());
    EmbeddedStack servers = EmbeddedStack.start(options.data(), options.servers());
    LocalCredentials credentials = credentials(options.data(), servers);
    LineConfiguration.apply(LineConfiguration.of(options, servers, credentials));
    URI api = URI.create("http://127.0.0.1:" + options.httpPort());
    Path logFile = LineConfiguration.logFile(options.data());
    WholeLine line = new WholeLine(servers, new Services(), credentials, api, logFile);
    Runtime.getRuntime().addShutdownHook(new Thread(line::close, "close-line"));
    try {
      DiskWatch.start(options.data());
      HeapWatch.start();
      line.makeInbox();
      line.services.start();
      line.services.awaitReady(api, READY_TIMEOUT);
      return line;
    } catch (InterruptedException e) {
      line.close();
      Thread.currentThread().interrupt();
      throw new LineException("interrupted while the services started", e);
    } catch (RuntimeException e) {
      line.close();
      throw e;
    }
  }

  /** Before anything is started: the services would only notice at the end of their own start. */
  private static void checkFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (IOException e) {
      throw new LineException(
          "port " + port + " for the REST API is taken; stop its owner or choose another by --port",
          e);
    }
  }

  private static LocalCredentials credentials(Path data, EmbeddedStack servers) {
    try {
      return LocalCredentials.of(data);
    } catch (RuntimeException e) {
      servers.close();
      throw e;
    }
  }

  private void makeInbox() {
    S3Settings settings =
        new S3Settings(
            servers.s3Endpoint(),
            "us-east-1",
            EmbeddedStack.S3_ACCESS_KEY,
            servers.s3SecretKey(),
            true,
            LineConfiguration.INBOX,
            null,
            S3Effort.DEFAULT);
    try (ObjectStore store = S3ObjectStore.connect(settings)) {
      store.ensureBucket(LineConfiguration.INBOX);
    }
  }

  /** Where the REST API is. */
  public URI api() {
    return api;
  }

  /** What clients need. */
  public LocalCredentials credentials() {
    return credentials;
  }

  /** The servers under it. */
  public EmbeddedStack servers() {
    return servers;
  }

  /** Where the services log what need not be on the terminal, unless they are told otherwise. */
  public Path logFile() {
    return logFile;
  }

  /** The bucket whose new objects are taken in. */
  public String inbox() {
    return LineConfiguration.INBOX;
  }

  /** Returns when the services have ended. */
  public void awaitEnd() throws InterruptedException {
    services.awaitEnd();
  }

  /** Drains the services, then stops the servers. Later calls do nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        services.stop();
      } finally {
        servers.close();
      }
    }
  }
}
