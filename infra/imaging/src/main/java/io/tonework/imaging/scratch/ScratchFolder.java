package io.tonework.imaging.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in the system's temporary folder or another, under a name that nobody can guess and
 * readable by its owner alone. Thread-safe.
 *
 * <p>A file in it is locked as long as this process lives. The first folder of a kind that a
 * process makes is the occasion to delete those whose process was killed: nothing holds their lock.
 */
public final class ScratchFolder {
  private static final Logger log = LoggerFactory.getLogger(ScratchFolder.class);
  private static final String LOCK = "in-use.lock";
  // without a lock: just made by another process, or by a version that had none
  private static final Duration UNLOCKED_STAYS = Duration.ofHours(1);

  /** Of this process: to open and close the file of one would free its lock. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /** A channel that nobody holds is closed by the garbage collector, and its lock is free. */
  private static final Set<FileChannel> LOCKS = ConcurrentHashMap.newKeySet();

  private static final Set<String> SWEPT = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private ScratchFolder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes a folder.
   *
   * @param kind begins its name, such as {@code tonework-codec-}
   */
  public static ScratchFolder make(String kind) throws IOException {
    return make(Path.of(System.getProperty("java.io.tmpdir")), kind);
  }

  /**
   * Makes a folder elsewhere than in the system's temporary folder.
   *
   * @param parent where; must be there
   * @param kind begins its name
   */
  public static ScratchFolder make(Path parent, String kind) throws IOException {
    Path path = Files.createTempDirectory(parent, kind);
    OWN.add(path);
    if (SWEPT.add(parent + "/" + kind)) {
      sweep(parent, kind, Files.getLastModifiedTime(path).toInstant());
    }
    FileChannel lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      throw new IOException("another process holds the new folder " + path);
    }
    LOCKS.add(lock);
    return new ScratchFolder(path, lock);
  }

  /**
   * Deletes what killed processes left behind.
   *
   * @param now what the file system takes the time to be
   */
  static void sweep(Path parent, String kind, Instant now) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, kind + "*")) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && !OWN.contains(folder)
            && isAbandoned(folder, now)) {
          deleteTree(folder);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log.atDebug().setCause(e).log("left-over temporary folders not swept");
    }
  }

  private static boolean isAbandoned(Path folder, Instant now) {
    Path file = folder.resolve(LOCK);
    try {
      if (!Files.exists(file)) {
        return Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(UNLOCKED_STAYS));
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        @Nullable FileLock free = channel.tryLock();
        return free != null;
      }
    } catch (IOException e) {
      // somebody else's
      return false;
    }
  }

  /** The folder. */
  public Path path() {
    return path;
  }

  /** Deletes it with all that is in it. Later calls do nothing. */
  public void delete() {
    LOCKS.remove(lock);
    try {
      lock.close();
    } catch (IOException e) {
      log.atDebug().setCause(e).log("the lock of a temporary folder not closed in order");
    }
    deleteTree(path);
    OWN.remove(path);
  }

  private static void deleteTree(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | UncheckedIOException e) {
      log.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", e.toString())
          .log("a temporary folder was not deleted");
    }
  }
}
