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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real redis-server as a child process, with an append-only file that is synced every second;
 * about 6 MB. It serves who knows its password, on the loopback interface. Thread-safe.
 *
 * <p>A server that ends by itself or is killed is started again with its data, until {@link
 * #close}. If this JVM is killed the child lives on; the next {@link #start} in the directory ends
 * it and continues with its data.
 */
public final class EmbeddedRedis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  private static final long LONGEST_PAUSE_SECONDS = 16;
  private static final int MOST_STARTS = 3;

  /** What a process that was ended by SIGKILL leaves as its exit status. */
  private static final int KILLED = 128 + 9;

  private final Path home;
  private final int port;
  private final String password;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Process process;
  private boolean closing;

  private EmbeddedRedis(Path home, int port, String password) {
    this.home = home;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts with a password that is kept in the directory.
   *
   * @param directory holds the binary and the data; made if need be
   * @param port free
   */
  public static EmbeddedRedis start(Path directory, int port) {
    try {
      Files.createDirectories(directory);
      return start(directory, port, password(LocalSecrets.of(directory)));
    } catch (IOException e) {
      throw failed(directory, e);
    }
  }

  /** The password among those secrets; made at the first call. */
  static String password(LocalSecrets secrets) throws IOException {
    return secrets.get("redisPassword", LocalSecrets::random);
  }

  /**
   * Starts and returns once clients are served.
   *
   * @param directory holds the binary and the data; made if need be
   * @param port free
   * @param password what clients must name; letters and digits
   */
  static EmbeddedRedis start(Path directory, int port, String password) {
    try {
      Path home = Files.createDirectories(directory.toAbsolutePath());
      PrivateFolder.close(home);
      Path binary = RedisBinary.unpack(home);
      RedisOrphan.stop(pidFile(home), binary);
      EmbeddedRedis redis = new EmbeddedRedis(home, port, password);
      redis.launch();
      return redis;
    } catch (IOException e) {
      throw failed(directory, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while Redis started", e);
    }
  }

  private static EmbeddedException failed(Path directory, IOException e) {
    return new EmbeddedException(
        "Redis did not start: "
            + DiskFault.words(directory, e).orElse("in " + directory + ": " + e),
        e);
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
      throw failed(directory, e);
    }
  }

  private static Path pidFile(Path home) {
    return home.resolve("redis.pid");
  }

  /** Starts the server and waits until it serves; one that is killed before that starts again. */
  private void launch() throws IOException, InterruptedException {
    Path logFile = home.resolve("redis.log");
    for (int start = 1; ; start++) {
      Process started = spawn(logFile);
      if (started == null) {
        return;
      }
      if (awaitReady(started, logFile)) {
        CompletableFuture<Void> _ =
            started.onExit().thenAccept(ended -> Thread.ofVirtual().start(() -> revive(ended)));
        return;
      }
      if (start == MOST_STARTS || started.exitValue() != KILLED) {
        throw notStarted(logFile);
      }
    }
  }

  /** A server that starts; null when this is being closed. */
  private @Nullable Process spawn(Path logFile) throws IOException {
    Path binary = RedisBinary.unpack(home);
    Path configuration = RedisConfiguration.write(home, port, password);
    lock.lock();
    try {
      if (closing) {
        return null;
      }
      Process started =
          new ProcessBuilder(binary.toString(), configuration.toString())
              .redirectErrorStream(true)
              // a file and no pipe: nobody has to drain it, and an orphan can still write
              .redirectOutput(logFile.toFile())
              .start();
      process = started;
      PrivateFolder.close(logFile);
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Starts a server again that ended without being told to. */
  private void revive(Process ended) {
    long pauseSeconds = 0;
    while (await(pauseSeconds)) {
      log.atWarn()
          .addKeyValue("exitCode", ended.exitValue())
          .log("redis-server has ended and is started again with its data");
      try {
        launch();
        return;
      } catch (IOException | EmbeddedException e) {
        pauseSeconds = Math.clamp(pauseSeconds * 2, 1, LONGEST_PAUSE_SECONDS);
        log.atWarn()
            .addKeyValue("reason", firstLine(e))
            .log("redis-server does not start; trying again in " + pauseSeconds + " s");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Waits so long; false when there is nothing to wait for any more. */
  private boolean await(long seconds) {
    lock.lock();
    try {
      long nanos = TimeUnit.SECONDS.toNanos(seconds);
      while (!closing && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return !closing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** True once it serves; false when it ended before. */
  private boolean awaitReady(Process started, Path logFile)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!answersPing()) {
      if (!started.isAlive()) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        started.destroyForcibly();
        throw notStarted(logFile);
      }
      Thread.sleep(10);
    }
    return true;
  }

  private EmbeddedException notStarted(Path logFile) throws IOException {
    String said = Files.readString(logFile);
    return new EmbeddedException(
        "Redis did not start"
            + DiskFault.words(home, new IOException(said)).map(why -> ": " + why).orElse("")
            + "; its log says:\n"
            + said
            + "\nIf its files are damaged, delete "
            + home
            + ": all of it is rebuilt from Kafka",
        null);
  }

  private boolean answersPing() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1_000);
      socket.setSoTimeout(1_000);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      // while it loads its file it answers the second one by -LOADING
      byte[] answers = socket.getInputStream().readNBytes("+OK\r\n+".length());
      return new String(answers, StandardCharsets.US_ASCII).equals("+OK\r\n+");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The address for clients with the password, such as {@code redis://:3f9c@127.0.0.1:6379}. */
  public URI uri() {
    return URI.create("redis://:" + password + "@127.0.0.1:" + port);
  }

  /** The process id of the child that runs now, or ran last. */
  public long pid() {
    lock.lock();
    try {
      return Objects.requireNonNull(process).pid();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Process running;
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      running = Objects.requireNonNull(process);
    } finally {
      lock.unlock();
    }
    running.destroy();
    try {
      if (!running.waitFor(10, TimeUnit.SECONDS)) {
        running.destroyForcibly();
      }
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
