package io.tonework.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code tonework up} in a JVM of its own, as it is packaged, for tests that kill it. */
final class LineProcess {
  private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Path directory;
  private final Path bundle;
  private final int port;
  private final Process process;

  private LineProcess(Path directory, Path bundle, int port, Process process) {
    this.directory = directory;
    this.bundle = bundle;
    this.port = port;
    this.process = process;
  }

  /** Starts the line in that directory with that bundle and returns when photos can be sent. */
  static LineProcess start(Path directory, Path bundle) throws IOException {
    return start(directory, bundle, freePort());
  }

  private static LineProcess start(Path directory, Path bundle, int port) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                // delivered at once, so that the test need not wait for the queue's rounds
                "-Dtonework.feedback.webhooks.poll-interval=PT0.05S",
                "-Dtonework.models.bundle=" + bundle,
                "-jar",
                APPLICATION.toAbsolutePath().toString(),
                "up",
                "--data",
                directory.toString(),
                "--port",
                Integer.toString(port)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("line.log").toFile()))
            .start();
    LineProcess line = new LineProcess(directory, bundle, port, process);
    line.awaitReady();
    return line;
  }

  private void awaitReady() {
    await()
        .atMost(2, TimeUnit.MINUTES)
        .failFast("the line ended: " + directory.resolve("line.log"), () -> !process.isAlive())
        .until(this::isUp);
  }

  private boolean isUp() {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest ask = HttpRequest.newBuilder(api().resolve("/q/health/ready")).build();
      return client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Ends it as a power cut would: SIGKILL, no shutdown hooks. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts it anew on the same directory and port. */
  LineProcess again() throws IOException {
    return start(directory, bundle, port);
  }

  /** What a terminal would have shown. */
  String shown() throws IOException {
    return Files.readString(directory.resolve("line.log"));
  }

  String log() throws IOException {
    return shown() + Files.readString(directory.resolve("tonework.log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  /** Asks it to end, and waits until it has drained. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the line did not end within 60 s of SIGTERM");
    }
  }
}
