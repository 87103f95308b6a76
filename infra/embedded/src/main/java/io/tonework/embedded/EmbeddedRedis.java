package io.tonework.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real redis-server as a child process, with an append-only file that is synced every second;
 * about 6 MB.
 *
 * <p>If this JVM is killed the child lives on; the next {@link #start} in the directory ends it and
 * continues with its data.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

  private final Process process;
  private final int port;

  private EmbeddedRedis(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts and returns once clients are served.
   *
   * @param directory holds the binary and the data; made if need be
   * @param port free
   */
  public static EmbeddedRedis start(Path directory, int port) {
    try {
      Path home = Files.createDirectories(directory.toAbsolutePath());
      Path binary = RedisBinary.unpack(home);
      Path pidFile = pidFile(home);
      RedisOrphan.stop(pidFile, binary);
      Path logFile = home.resolve("redis.log");
      Process process =
          new ProcessBuilder(command(home, binary, pidFile, port))
              .redirectErrorStream(true)
              // a file and no pipe: nobody has to drain it, and an orphan can still write
              .redirectOutput(logFile.toFile())
              .start();
      awaitReady(process, port, logFile);
      return new EmbeddedRedis(process, port);
    } catch (IOException e) {
      throw new EmbeddedException("Redis did not start in " + directory + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while Redis started", e);
    }
  }

  /**
   * Ends the redis-server that a killed JVM left behind in the directory, if there is one.
   *
   * @param directory as given to {@link #start}
   */
  static void stopOrphan(Path directory) {
    try {
      Path home = Files.createDirectories(directory.toAbsolutePath());
      RedisOrphan.stop(pidFile(home), RedisBinary.unpack(home));
    } catch (IOException e) {
      throw new EmbeddedException("cannot look for a left-over Redis in " + directory, e);
    }
  }

  private static Path pidFile(Path home) {
    return home.resolve("redis.pid");
  }

  private static List<String> command(Path home, Path binary, Path pidFile, int port) {
    return List.of(
        binary.toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        home.toString(),
        "--pidfile",
        pidFile.toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "",
        "--daemonize",
        "no");
  }

  private static void awaitReady(Process process, int port, Path logFile)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!answersPing(port)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new EmbeddedException(
            "Redis did not start; its log says:\n"
                + Files.readString(logFile)
                + "\nIf its files are damaged, delete "
                + logFile.getParent()
                + ": all of it is rebuilt from Kafka",
            null);
      }
      Thread.sleep(10);
    }
  }

  private static boolean answersPing(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      // while it loads its file it answers -LOADING
      return socket.getInputStream().read() == '+';
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The address for clients, such as {@code redis://127.0.0.1:6379}. */
  public URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** The process id of the child. */
  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
