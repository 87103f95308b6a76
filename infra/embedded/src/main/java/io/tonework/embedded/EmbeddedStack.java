package io.tonework.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, Redis and the object store together, with their data under one directory that one process
 * may use at a time.
 *
 * <p>Start takes about 3 s and the three take about 100 MB beyond the JVM's own. Thread-safe.
 * Nothing is stopped at the end of the JVM by itself, since only the owner knows when the last
 * client has drained: call {@link #close}.
 */
public final class EmbeddedStack implements AutoCloseable {
  /** What clients of the object store sign with: it listens on the loopback interface only. */
  public static final String S3_ACCESS_KEY = "tonework";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedStack.class);
  private static final long LEAST_FREE_BYTES = 64L << 20;

  private final DirectoryLock lock;
  private final EmbeddedKafka kafka;
  private final EmbeddedRedis redis;
  private final EmbeddedS3 s3;
  private final String s3SecretKey;

  private EmbeddedStack(
      DirectoryLock lock,
      EmbeddedKafka kafka,
      EmbeddedRedis redis,
      EmbeddedS3 s3,
      String s3SecretKey) {
    this.lock = lock;
    this.kafka = kafka;
    this.redis = redis;
    this.s3 = s3;
    this.s3SecretKey = s3SecretKey;
  }

  /** Starts on free ports. */
  public static EmbeddedStack start(Path directory) {
    return start(directory, EmbeddedPorts.FREE);
  }

  /**
   * Starts all three at once and returns when all serve.
   *
   * @param directory for all data; made if need be, and closed to other users
   * @param ports where to listen
   * @throws EmbeddedException when the directory is in use, a port is taken or a server fails
   */
  public static EmbeddedStack start(Path directory, EmbeddedPorts ports) {
    DirectoryLock lock = DirectoryLock.acquire(directory);
    try {
      checkRoom(directory);
      LocalSecrets secrets = LocalSecrets.of(directory);
      return startServers(
          directory,
          ports,
          lock,
          EmbeddedRedis.password(secrets),
          secrets.get("s3SecretKey", LocalSecrets::random));
    } catch (IOException e) {
      lock.close();
      throw new EmbeddedException(
          DiskFault.words(directory, e)
              .orElse("cannot keep the secrets of " + directory + ": " + e),
          e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Without any room Kafka would end the process in the middle of its start. */
  private static void checkRoom(Path directory) {
    if (DiskFault.freeBytes(directory) < LEAST_FREE_BYTES) {
      throw new EmbeddedException(
          "the disk of "
              + directory
              + " is full ("
              + DiskFault.room(directory)
              + "): free at least "
              + (LEAST_FREE_BYTES >> 20)
              + " MiB there, or choose another folder",
          null);
    }
  }

  private static EmbeddedStack startServers(
      Path directory,
      EmbeddedPorts ports,
      DirectoryLock lock,
      String redisPassword,
      String s3SecretKey) {
    Path redisHome = directory.resolve("redis");
    // first, for the orphan holds the port that is remembered for Redis
    EmbeddedRedis.stopOrphan(redisHome);
    PortChoice.Chosen chosen = choose(directory, ports);
    try (ExecutorService starters = Executors.newThreadPerTaskExecutor(Thread::new)) {
      Future<EmbeddedKafka> kafka =
          starters.submit(() ->
              EmbeddedKafka.start(
                  directory.resolve("kafka"), chosen.ports().kafka(), chosen.controller()));
      Future<EmbeddedRedis> redis =
          starters.submit(
              () -> EmbeddedRedis.start(redisHome, chosen.ports().redis(), redisPassword));
      Future<EmbeddedS3> s3 =
          starters.submit(() ->
              EmbeddedS3.start(
                  directory.resolve("s3"), chosen.ports().s3(), S3_ACCESS_KEY, s3SecretKey));
      List<Future<? extends AutoCloseable>> all = List.of(kafka, redis, s3);
      try {
        return new EmbeddedStack(lock, kafka.get(), redis.get(), s3.get(), s3SecretKey);
      } catch (ExecutionException e) {
        closeStarted(all);
        throw e.getCause() instanceof EmbeddedException cause
            ? cause
            : new CompletionException(e.getCause());
      } catch (InterruptedException e) {
        closeStarted(all);
        Thread.currentThread().interrupt();
        throw new EmbeddedException("interrupted while the servers started", e);
      }
    }
  }

  private static PortChoice.Chosen choose(Path directory, EmbeddedPorts ports) {
    try {
      return PortChoice.choose(directory, ports);
    } catch (IOException e) {
      throw new EmbeddedException(
          DiskFault.words(directory, e).orElse("cannot find free ports: " + e), e);
    }
  }

  private static void closeStarted(List<Future<? extends AutoCloseable>> starting) {
    for (Future<? extends AutoCloseable> server : starting) {
      try {
        server.get().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        // the caller is told the first failure
        log.atDebug().setCause(e).log("embedded server had not started");
      }
    }
  }

  /** Kafka's address for clients. */
  public String kafkaBootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Redis's address with its password. */
  public URI redisUri() {
    return redis.uri();
  }

  /** The object store's address; path-style, any region. */
  public URI s3Endpoint() {
    return s3.endpoint();
  }

  /** Belongs to {@link #S3_ACCESS_KEY}; made at random for the directory. */
  public String s3SecretKey() {
    return s3SecretKey;
  }

  /** The child process that is Redis, for tests that kill it. */
  public long redisPid() {
    return redis.pid();
  }

  /** Stops all three and frees the directory; the data stays. */
  @Override
  public void close() {
    try (lock;
        s3;
        redis;
        kafka) {
      // closed in reverse order, each even when another fails
    }
  }
}
