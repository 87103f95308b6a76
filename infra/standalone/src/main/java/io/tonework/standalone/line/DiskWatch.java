package io.tonework.standalone.line;

import io.tonework.embedded.DiskFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on the terminal when the disk of a line's folder is running full, and when there is room
 * again: once each, not at every look. Not thread-safe.
 */
final class DiskWatch {
  static final long LOW_BYTES = 512L << 20;

  private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Path folder;
  private final LongSupplier freeBytes;
  private final Supplier<String> room;
  private boolean low;

  DiskWatch(Path folder) {
    this(folder, () -> DiskFault.freeBytes(folder), () -> DiskFault.room(folder));
  }

  DiskWatch(Path folder, LongSupplier freeBytes, Supplier<String> room) {
    this.folder = folder;
    this.freeBytes = freeBytes;
    this.room = room;
  }

  /** Looks every few seconds for as long as this process lives. */
  static void start(Path folder) {
    DiskWatch watch = new DiskWatch(folder);
    Thread.ofVirtual().name("disk-watch").start(watch::run);
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once; true when something was said. */
  boolean look() {
    // a little more before all is well, so that it is not said again and again at the edge
    boolean nowLow = freeBytes.getAsLong() < (low ? LOW_BYTES + LOW_BYTES / 4 : LOW_BYTES);
    if (nowLow == low) {
      return false;
    }
    low = nowLow;
    if (nowLow) {
      log.warn(
          "the disk of {} is nearly full ({}): free some space there; until then photos may be"
              + " refused with 503, and nothing that was accepted is lost",
          folder,
          room.get());
    } else {
      log.warn("the disk of {} has room again ({})", folder, room.get());
    }
    return true;
  }
}
