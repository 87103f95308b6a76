package io.tonework.standalone.up;

import io.tonework.embedded.EmbeddedPorts;
import io.tonework.embedded.EmbeddedStack;
import io.tonework.service.endpoint.EndpointAddress;
import io.tonework.service.endpoint.InvalidEndpointException;
import io.tonework.standalone.line.WholeLine;
import io.tonework.standalone.line.WholeLineOptions;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the whole line on a directory and serves until SIGTERM or Ctrl-C. */
@Command(
    name = "up",
    description =
        "Starts Kafka, Redis, an S3 store and the four services on this machine and serves until it"
            + " is stopped. Started again on the same folder, it continues where it was.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "everything is kept here (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("tonework-data");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port of the REST API on 127.0.0.1 (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(names = "--kafka-port", paramLabel = "PORT", description = "default: a free one, kept")
  private int kafkaPort;

  @Option(names = "--redis-port", paramLabel = "PORT", description = "default: a free one, kept")
  private int redisPort;

  @Option(names = "--s3-port", paramLabel = "PORT", description = "default: a free one, kept")
  private int s3Port;

  @Option(
      names = "--callback",
      paramLabel = "URL",
      description = "where webhooks go when a request names no callback")
  private @Nullable URI callback;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    checkCallback();
    WholeLineOptions options =
        new WholeLineOptions(
            data.toAbsolutePath().normalize(),
            port,
            new EmbeddedPorts(kafkaPort, redisPort, s3Port),
            callback,
            Map.of());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("Tonework starts on %s ...%n", options.data());
    out.flush();
    try (WholeLine line = WholeLine.start(options)) {
      print(line, options);
      line.awaitEnd();
    }
    return 0;
  }

  private void checkCallback() {
    try {
      if (callback != null) {
        callback = EndpointAddress.parse(callback.toString());
      }
    } catch (InvalidEndpointException e) {
      throw new ParameterException(spec.commandLine(), "--callback " + e.rule());
    }
  }

  private void print(WholeLine line, WholeLineOptions options) {
    PrintWriter out = spec.commandLine().getOut();
    double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000.0;
    out.printf(
        """

        Tonework is up after %.1f s; Ctrl-C stops it, the data stays.

          REST API   %s
          API key    %s
          webhooks   signed with %s
          S3         %s   access key %s   secret key %s   photos put into bucket '%s' are taken in
          Kafka      %s
          Redis      %s
          data       %s
          log        %s

          curl -H 'X-API-Key: %s' -F photo=@photo.jpg %s/v1/photos

        """,
        seconds,
        line.api(),
        line.credentials().apiKey(),
        line.credentials().webhookSecret(),
        line.servers().s3Endpoint(),
        EmbeddedStack.S3_ACCESS_KEY,
        line.servers().s3SecretKey(),
        line.inbox(),
        line.servers().kafkaBootstrapServers(),
        line.servers().redisUri(),
        options.data(),
        line.logFile(),
        line.credentials().apiKey(),
        line.api());
    out.flush();
  }
}
