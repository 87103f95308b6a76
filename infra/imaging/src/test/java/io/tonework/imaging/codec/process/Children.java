package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** The memory that these processes have between them, in KiB; 0 where there is no /proc. */
  long residentKibibytes() throws IOException {
    long sum = 0;
    for (ProcessHandle child : since()) {
      Path status = Path.of("/proc", Long.toString(child.pid()), "status");
      if (Files.exists(status)) {
        sum +=
            Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
      }
    }
    return sum;
  }

  /** What these processes have read between them, in bytes; 0 where there is no /proc. */
  long bytesRead() throws IOException {
    long sum = 0;
    for (ProcessHandle child : since()) {
      Path io = Path.of("/proc", Long.toString(child.pid()), "io");
      if (Files.exists(io)) {
        sum +=
            Files.readAllLines(io).stream()
                .filter(line -> line.startsWith("rchar"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
      }
    }
    return sum;
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
