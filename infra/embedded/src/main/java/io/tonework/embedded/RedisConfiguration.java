package io.tonework.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that a redis-server reads at its start. It holds the password, which on a command line
 * every user of the machine could read.
 */
final class RedisConfiguration {
  /**
   * Commands that no service of ours needs and that change the server, read its memory or reach
   * code with known faults. Scripts stay, since the views are folded by them: whoever may send one
   * knows the password.
   */
  private static final List<String> TAKEN_AWAY =
      List.of(
          "ACL",
          "BGSAVE",
          "CLUSTER",
          "CONFIG",
          "DEBUG",
          "FAILOVER",
          "FUNCTION",
          "LATENCY",
          "MIGRATE",
          "MODULE",
          "MONITOR",
          "PFADD",
          "PFCOUNT",
          "PFDEBUG",
          "PFMERGE",
          "PFSELFTEST",
          "PSYNC",
          "REPLCONF",
          "REPLICAOF",
          "RESTORE",
          "SAVE",
          "SLAVEOF",
          "SWAPDB",
          "SYNC");

  private RedisConfiguration() {}

  /** Writes the file into the server's folder. */
  static Path write(Path home, int port, String password) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("port " + port);
    lines.add("bind 127.0.0.1");
    lines.add("protected-mode yes");
    lines.add("requirepass " + password);
    lines.add("dir " + quoted(home));
    lines.add("pidfile " + quoted(home.resolve("redis.pid")));
    lines.add("daemonize no");
    lines.add("appendonly yes");
    lines.add("appendfsync everysec");
    lines.add("save \"\"");
    // what an unknown client can make the server hold is bounded
    lines.add("maxclients 512");
    lines.add("client-query-buffer-limit 64mb");
    lines.add("client-output-buffer-limit normal 64mb 16mb 30");
    lines.add("proto-max-bulk-len 64mb");
    TAKEN_AWAY.forEach(command -> lines.add("rename-command " + command + " \"\""));
    Path partial =
        Files.createTempFile(
            home,
            "redis",
            ".conf.part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(partial, lines);
    return Files.move(
        partial,
        home.resolve("redis.conf"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
