package io.tonework.benchmarks.processes;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One service, or the whole line, as the build packaged it, in a process of its own. */
final class ServiceProcess implements AutoCloseable {
  /** A JVM that starts fast and stays small, as one that is soon killed should. */
  static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx192m");

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
  private static final Duration ANSWER = Duration.ofSeconds(5);

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
   * Starts it on a free port.
   *
   * @param root the folder that holds {@code <module>/target/quarkus-app}
   * @param configuration keys of the service, given as environment variables
   * @param log where its output goes, after what is there
   */
  static ServiceProcess start(Path root, String module, Map<String, String> configuration, Path log)
      throws IOException {
    return start(root, module, configuration, log, freePort(), SMALL, List.of());
  }

  /**
   * As {@link #start(Path, String, Map, Path)}, on that port and with arguments.
   *
   * @param jvm options of its JVM beside those that each needs
   */
  static ServiceProcess start(
      Path root,
      String module,
      Map<String, String> configuration,
      Path log,
      int port,
      List<String> jvm,
      List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(java());
    command.addAll(jvm);
    command.addAll(List.of("-jar", app(root, module).toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    configuration.forEach((key, value) -> builder.environment().put(variable(key), value));
    builder.environment().put("TONEWORK_HTTP_HOST", "127.0.0.1");
    builder.environment().put("TONEWORK_HTTP_PORT", Integer.toString(port));
    return new ServiceProcess(module, builder.start(), URI.create("http://127.0.0.1:" + port), log);
  }

  /** The command of a JVM with the options that all of ours need. */
  static List<String> java() {
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
        "-XX:+UseSerialGC");
  }

  /**
   * What the build packaged of a module.
   *
   * @throws IOException when it is missing
   */
  static Path app(Path root, String module) throws IOException {
    Path app = root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(app)) {
      throw new IOException(app + " is missing: run ./mvnw package first");
    }
    return app;
  }

  /** MicroProfile Config's name of a key in the environment. */
  private static String variable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** A free port that no client's connection and no other process of ours is given meanwhile. */
  static int freePort() throws IOException {
    while (true) {
      // below the ports that systems hand out to clients
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        if (GIVEN.add(port)) {
          return port;
        }
      } catch (BindException taken) {
        // another one
      }
    }
  }

  String module() {
    return module;
  }

  URI address() {
    return address;
  }

  int port() {
    return address.getPort();
  }

  Path log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until the service says that it takes work. */
  void awaitReady(HttpClient http, Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!isReady(http)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(module + " is not ready; its log: " + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private boolean isReady(HttpClient http) throws InterruptedException {
    HttpRequest ask =
        HttpRequest.newBuilder(address.resolve("/q/health/ready")).timeout(ANSWER).build();
    try {
      return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** True when it ended within that time. */
  boolean awaitEnd(Duration longest) throws InterruptedException {
    return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** SIGKILL, and waits until the process is gone. */
  void kill() throws InterruptedException {
    int _ = process.destroyForcibly().waitFor();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
