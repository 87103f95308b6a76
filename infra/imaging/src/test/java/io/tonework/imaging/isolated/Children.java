package io.tonework.imaging.isolated;

import io.tonework.imaging.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The processes that this test has started since, as the system sees them. */
final class Children {
  private final Set<ProcessHandle> before = now();

  private static Set<ProcessHandle> now() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  /** Those that were started since this was made. */
  Set<ProcessHandle> since() {
    Set<ProcessHandle> since = now();
    since.removeAll(before);
    return since;
  }

  /** A deadline that is never over, and once kills these processes while a photo is worked on. */
  Deadline killing(String signal) {
    AtomicBoolean killed = new AtomicBoolean();
    return during -> {
      if (during.equals("rendering") && !killed.getAndSet(true)) {
        since().forEach(child -> kill(child.pid(), signal));
      }
    };
  }

  static void kill(long pid, String signal) {
    try {
      int _ = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A deadline that is never over, tells when the work has begun and holds its caller up there. */
  static Deadline holding(CountDownLatch begun, CountDownLatch goOn) {
    return during -> {
      if (during.equals("rendering")) {
        begun.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    };
  }
}
