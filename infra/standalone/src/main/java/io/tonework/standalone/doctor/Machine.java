package io.tonework.standalone.doctor;

import io.tonework.imaging.vectors.VectorApi;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Examines the JVM and the machine. */
final class Machine {
  private static final int NEEDED_JDK = 25;
  private static final long MIB = 1L << 20;
  private static final long COMFORTABLE_HEAP_MIB = 512;
  private static final long COMFORTABLE_DISK_MIB = 2048;

  private Machine() {}

  static Finding jdk() {
    int feature = Runtime.version().feature();
    String detail = System.getProperty("java.vendor") + " " + Runtime.version();
    if (feature < NEEDED_JDK) {
      return Finding.broken("JDK", detail, "install a JDK 25 or newer and set JAVA_HOME to it");
    }
    return VectorApi.isPresent()
        ? Finding.good("JDK", detail)
        : Finding.lacking(
            "JDK",
            detail + ", without the Vector API: interpolation is several times slower",
            "start with --add-exports java.base/jdk.internal.module=ALL-UNNAMED, as ./tonework does");
  }

  static Finding cores() {
    return Finding.good("CPU", Runtime.getRuntime().availableProcessors() + " cores");
  }

  static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory() / MIB;
    String detail = "heap up to %,d MiB of %,d MiB".formatted(heap, physicalMemory() / MIB);
    return heap >= COMFORTABLE_HEAP_MIB
        ? Finding.good("memory", detail)
        : Finding.lacking(
            "memory", detail, "give the JVM more: TONEWORK_JAVA_OPTS=-Xmx1g ./tonework ...");
  }

  static Finding disk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace() / MIB;
      String detail = "%,d MiB free at %s".formatted(free, folder);
      return free >= COMFORTABLE_DISK_MIB
          ? Finding.good("disk", detail)
          : Finding.lacking("disk", detail, "make room, or give demo and up another --data DIR");
    } catch (IOException e) {
      return Finding.lacking(
          "disk", "cannot be examined at " + folder + ": " + e.getMessage(), "check its rights");
    }
  }

  private static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
