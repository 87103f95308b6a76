package io.tonework.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A redis-server whose JVM was killed and that still writes to the directory.
 *
 * <p>It is recognised by its pid file and by running the very binary that was unpacked into that
 * directory, so a process that merely got the same number later is left alone.
 */
final class RedisOrphan {
  private static final Logger log = LoggerFactory.getLogger(RedisOrphan.class);
  private static final long PATIENCE_SECONDS = 5;

  private RedisOrphan() {}

  /** Stops the orphan of that binary, if there is one, and waits for its end. */
  static void stop(Path pidFile, Path binary) throws IOException {
    Optional<ProcessHandle> orphan = find(pidFile, binary);
    if (orphan.isPresent()) {
      log.atWarn()
          .addKeyValue("pid", orphan.get().pid())
          .log("stopping the redis-server that a killed process left behind");
      // SIGTERM lets it write out its append-only file
      orphan.get().destroy();
      if (!ended(orphan.get())) {
        orphan.get().destroyForcibly();
        if (!ended(orphan.get())) {
          throw new EmbeddedException(
              "redis-server " + orphan.get().pid() + " does not end; kill it by hand", null);
        }
      }
    }
    Files.deleteIfExists(pidFile);
  }

  private static Optional<ProcessHandle> find(Path pidFile, Path binary) throws IOException {
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    String pid = Files.readString(pidFile).strip();
    if (!pid.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    Path real = binary.toRealPath();
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(process -> process.info().command().map(Path::of).filter(real::equals).isPresent());
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}
