package io.tonework.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** The redis-server that comes in a jar, unpacked for this machine. */
final class RedisBinary {
  private RedisBinary() {}

  /** Unpacks the server into the directory unless it is there. */
  static Path unpack(Path directory) throws IOException {
    String name = "redis-server-7.0.15-" + system() + "-" + architecture();
    Path binary = directory.resolve(name);
    if (Files.isExecutable(binary)) {
      return binary;
    }
    Path partial = Files.createTempFile(directory, "redis", ".part");
    try (InputStream packed = RedisBinary.class.getResourceAsStream("/" + name)) {
      if (packed == null) {
        throw new EmbeddedException(
            "the embedded-redis jar has no " + name + "; point tonework.redis.uri at a Redis",
            null);
      }
      Files.copy(packed, partial, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
    // whole or not at all, should this process be killed now
    Files.move(partial, binary, StandardCopyOption.ATOMIC_MOVE);
    return binary;
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.contains("linux")) {
      return "linux";
    }
    if (name.contains("mac")) {
      return "darwin";
    }
    throw new EmbeddedException(
        "there is no embedded Redis for " + name + "; point tonework.redis.uri at a Redis", null);
  }

  private static String architecture() {
    String name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default ->
          throw new EmbeddedException(
              "there is no embedded Redis for " + name + "; point tonework.redis.uri at a Redis",
              null);
    };
  }
}
