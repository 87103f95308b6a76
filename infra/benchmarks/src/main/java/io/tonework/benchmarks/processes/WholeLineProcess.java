package io.tonework.benchmarks.processes;

import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.standalone.line.LocalCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code ./tonework up} as one process, with its Redis and its codecs as children. */
final class WholeLineProcess implements Killable {
  private static final Duration START = Duration.ofMinutes(10);
  private static final Pattern KAFKA = Pattern.compile("Kafka +(127\\.0\\.0\\.1:\\d+)");
  private static final Pattern S3 = Pattern.compile("S3 +(http://127\\.0\\.0\\.1:\\d+)");

  private static final Pattern SECRET = Pattern.compile("secret key (\\S+)");

  private final Path root;
  private final Path data;
  private final Path log;
  private final LocalCredentials credentials;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> jvm;
  private ServiceProcess line;

  /**
   * Starts it.
   *
   * @param jvm options of its JVM
   */
  WholeLineProcess(Path root, Path work, List<String> jvm) throws IOException {
    this.jvm = jvm;
    this.root = root;
    this.data =
        Files.createDirectory(
            work.resolve("data"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.log = work.resolve("up.log");
    this.credentials = LocalCredentials.of(data);
    this.line = start(ServiceProcess.freePort());
  }

  private ServiceProcess start(int port) throws IOException {
    List<String> arguments =
        List.of("up", "--data", data.toString(), "--port", Integer.toString(port));
    return ServiceProcess.start(root, "infra/standalone", Map.of(), log, port, jvm, arguments);
  }

  @Override
  public URI api() {
    return line.address();
  }

  @Override
  public String apiKey() {
    return credentials.apiKey();
  }

  @Override
  public String webhookSecret() {
    return credentials.webhookSecret();
  }

  @Override
  public KafkaSettings kafka() throws IOException {
    return KafkaSettings.of(last(KAFKA));
  }

  @Override
  public URI s3() throws IOException {
    return URI.create(last(S3));
  }

  @Override
  public String s3SecretKey() throws IOException {
    return last(SECRET);
  }

  /** What the line printed at its last start. */
  private String last(Pattern pattern) throws IOException {
    return pattern
        .matcher(Files.readString(log))
        .results()
        .map((MatchResult it) -> it.group(1))
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Override
  public Map<String, ProcessHandle> processes() {
    return Map.of("line", line.handle());
  }

  @Override
  public String killOne(RandomGenerator random) throws IOException, InterruptedException {
    switch (random.nextInt(3)) {
      case 0 -> {
        if (killChild("redis-server")) {
          return "Redis";
        }
      }
      case 1 -> {
        if (killChild("java")) {
          return "codec of the line";
        }
      }
      default -> {
        // below
      }
    }
    line.kill();
    line = start(line.port());
    return "whole line";
  }

  private boolean killChild(String program) {
    Optional<ProcessHandle> child =
        line.handle()
            .children()
            .filter(it -> it.info().command().orElse("").contains(program))
            .findAny();
    return child.isPresent() && child.get().destroyForcibly();
  }

  @Override
  public void awaitReady() throws IOException, InterruptedException {
    line.awaitReady(http, START);
  }

  @Override
  public void close() {
    // a Redis would outlive its line, to be found again at the next start
    line.handle().descendants().forEach(ProcessHandle::destroyForcibly);
    line.close();
    http.close();
  }
}
