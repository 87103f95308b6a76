package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process of its own, as it runs in a container. */
final class ServiceProcess implements AutoCloseable {
  private final String module;
  private final Process process;
  private final URI address;
  private final Path log;

  private ServiceProcess(String module, Process process, URI address, Path log) {
    this.module = module;
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts the application that the build made of that module.
   *
   * @param configuration keys of the service, given as environment variables
   */
  static ServiceProcess start(
      Path repository, String module, Map<String, String> configuration, Path folder)
      throws IOException {
    Path app = repository.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    assertThat(app).as("the application of %s; run ./mvnw package first", module).exists();
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                app.toString()));
    Path log = folder.resolve(module + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    configuration.forEach((key, value) -> builder.environment().put(variable(key), value));
    builder.environment().put("TONEWORK_HTTP_HOST", "127.0.0.1");
    builder.environment().put("TONEWORK_HTTP_PORT", Integer.toString(port));
    return new ServiceProcess(module, builder.start(), URI.create("http://127.0.0.1:" + port), log);
  }

  /** MicroProfile Config's name of a key in the environment. */
  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  URI address() {
    return address;
  }

  /** True when the service says that it takes work. */
  boolean isReady(HttpClient http) throws InterruptedException {
    assertThat(process.isAlive()).as("%s runs; its log:%n%s", module, log()).isTrue();
    try {
      return http.send(
                  HttpRequest.newBuilder(address.resolve("/q/health/ready"))
                      .timeout(Duration.ofSeconds(5))
                      .build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no log: " + e.getMessage();
    }
  }

  /** Resident memory in MiB; 0 where the system does not tell. */
  long residentMib() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(0)
        : 0;
  }

  /** SIGTERM, and whether the service then ended by itself. */
  boolean stop() throws InterruptedException {
    process.destroy();
    return process.waitFor(60, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
