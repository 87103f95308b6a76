package io.tonework.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/**
 * The redis-server that is run: the one that comes in a jar, unpacked for this machine, or a copy
 * of one that the user names, such as that of a distribution that mends it.
 */
final class RedisBinary {
  /** Names another redis-server, as a system property; the variable is {@link #VARIABLE}. */
  static final String PROPERTY = "tonework.embedded.redis-server";

  /** Names another redis-server in the environment. */
  static final String VARIABLE = "TONEWORK_EMBEDDED_REDIS_SERVER";

  private RedisBinary() {}

  /** Puts the server into the directory unless it is there. */
  static Path unpack(Path directory) throws IOException {
    String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
    return named == null ? unpackOurs(directory) : copy(Path.of(named), directory);
  }

  /** A copy, so that a process that is left behind can be told from every other one. */
  private static Path copy(Path named, Path directory) throws IOException {
    if (!Files.isExecutable(named)) {
      throw new EmbeddedException(
          named + " is no program; have " + VARIABLE + " name a redis-server", null);
    }
    String version =
        Long.toHexString(Files.getLastModifiedTime(named).toMillis() * 31 + Files.size(named));
    Path binary = directory.resolve("redis-server-named-" + version);
    if (!Files.isExecutable(binary)) {
      Path partial = Files.createTempFile(directory, "redis", ".part");
      Files.copy(named, partial, StandardCopyOption.REPLACE_EXISTING);
      put(partial, binary);
    }
    return binary;
  }

  private static Path unpackOurs(Path directory) throws IOException {
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
    put(partial, binary);
    return binary;
  }

  private static void put(Path partial, Path binary) throws IOException {
    Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
    // whole or not at all, should this process be killed now
    Files.move(partial, binary, StandardCopyOption.ATOMIC_MOVE);
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
