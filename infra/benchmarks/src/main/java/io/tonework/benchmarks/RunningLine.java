package io.tonework.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.standalone.line.LineClient;
import io.tonework.standalone.line.LocalCredentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** {@code ./tonework up} as a process of its own, and a customer who sends it photos. */
final class RunningLine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long CLOCK_TICKS_PER_SECOND = 100;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Process process;
  private final URI api;
  private final LineClient client;
  private final double startSeconds;

  private RunningLine(Process process, URI api, LineClient client, double startSeconds) {
    this.process = process;
    this.api = api;
    this.client = client;
    this.startSeconds = startSeconds;
  }

  static RunningLine start(Path root, Path data) throws IOException, InterruptedException {
    return start(root, data, Map.of());
  }

  /**
   * Starts it.
   *
   * @param environment further variables of the process
   */
  static RunningLine start(Path root, Path data, Map<String, String> environment)
      throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path log = Files.createDirectories(data.getParent()).resolve("up.log");
    long began = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(
                root.resolve("tonework").toString(),
                "up",
                "--data",
                data.toString(),
                "--port",
                Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    while (!Files.readString(log).contains("Tonework is up")) {
      if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
        process.destroy();
        throw new IOException("the line did not start: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    URI api = URI.create("http://127.0.0.1:" + port);
    return new RunningLine(
        process, api, new LineClient(api, LocalCredentials.of(data).apiKey()), seconds);
  }

  /** From the command to "is up", in seconds. */
  double startSeconds() {
    return startSeconds;
  }

  /** Sends that many photos and waits until each is finished. */
  void retouch(List<byte[]> photos, int count) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] photo = photos.get(i % photos.size());
      ids.add(client.send("photo.jpg", photo, Map.of(), UUID.randomUUID().toString()));
    }
    for (String id : ids) {
      await(id);
    }
  }

  /** Where the line answers. */
  URI api() {
    return api;
  }

  /** Sends a photo many times, as many in each request as that; returns their ids. */
  List<String> sendTogether(byte[] photo, int count, int perRequest)
      throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    while (ids.size() < count) {
      List<LineClient.FilePart> files = new ArrayList<>();
      for (int i = 0; i < Math.min(perRequest, count - ids.size()); i++) {
        files.add(new LineClient.FilePart("photo", "photo.jpg", photo));
      }
      ids.addAll(client.sendAll(files, Map.of(), UUID.randomUUID().toString()));
    }
    return ids;
  }

  /** How many of these photos are not finished. */
  int unfinished(List<String> ids) throws IOException, InterruptedException {
    int open = 0;
    for (String id : ids) {
      open += client.status(id).path("state").asText().equals("retouched") ? 0 : 1;
    }
    return open;
  }

  /** Waits until each of these photos is finished. */
  void await(List<String> ids) throws IOException, InterruptedException {
    for (String id : ids) {
      await(id);
    }
  }

  private void await(String id) throws IOException, InterruptedException {
    while (true) {
      JsonNode status = client.status(id);
      switch (status.path("state").asText()) {
        case "retouched" -> {
          return;
        }
        case "failed" -> throw new IOException("photo failed: " + status);
        default -> TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  /** The processors' time that the JVM and its Redis have taken so far. */
  Duration cpu() throws IOException {
    long ticks = ticks(process.pid());
    for (ProcessHandle child : process.children().toList()) {
      ticks += ticks(child.pid());
    }
    return Duration.ofMillis(ticks * 1000 / CLOCK_TICKS_PER_SECOND);
  }

  private static long ticks(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // fields are counted after the name, which stands in brackets and may hold blanks
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
  }

  long residentMebibytes() throws IOException {
    return resident(process.pid());
  }

  long redisMebibytes() throws IOException {
    long sum = 0;
    for (ProcessHandle child : process.children().toList()) {
      sum += resident(child.pid());
    }
    return sum;
  }

  private static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    process.onExit().join();
  }
}
