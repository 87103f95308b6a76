package io.tonework.standalone.demo;

import io.tonework.embedded.EmbeddedPorts;
import io.tonework.embedded.WebhookReceiver;
import io.tonework.standalone.files.FileName;
import io.tonework.standalone.files.OutputGuard;
import io.tonework.standalone.files.ProgressBar;
import io.tonework.standalone.line.LineClient;
import io.tonework.standalone.line.LocalCredentials;
import io.tonework.standalone.line.WholeLine;
import io.tonework.standalone.line.WholeLineOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts the whole line, sends photographs through it and shows what came of them. */
@Command(
    name = "demo",
    description =
        "Starts Kafka, Redis, an S3 store and the four services, sends photographs through the REST"
            + " API and the queue, receives and verifies the webhooks, and leaves before, after,"
            + " plan and .cube in a folder.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PHOTO",
      arity = "0..*",
      description = "your photographs (default: six synthetic ones of 12 megapixels)")
  private List<Path> files = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "where the results go (default: ${DEFAULT-VALUE})")
  private Path output = Path.of("tonework-demo");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "keep the line's data here (default: a temporary folder that is removed)")
  private @Nullable Path data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new IOException(file + " is no file that can be read");
      }
    }
    Path keptIn = data;
    Path home = keptIn == null ? Files.createTempDirectory("tonework-demo") : keptIn;
    try {
      return run(home.toAbsolutePath().normalize(), begun);
    } finally {
      if (keptIn == null) {
        deleteTree(home);
      }
    }
  }

  private int run(Path home, long begun) throws IOException, InterruptedException {
    OutputFolder folder = OutputFolder.at(output, new OutputGuard().reads(files));
    if (!files.isEmpty()) {
      folder.check(DemoPhotos.choose(files, home));
    }
    Path originals = Files.createDirectories(home.resolve("demo-photos"));
    try (ProgressBar bar = ProgressBar.onTerminal(1 + DemoPhotos.count(files));
        WebhookReceiver receiver =
            WebhookReceiver.start(LocalCredentials.of(home).webhookSecret())) {
      bar.show("starting Kafka, Redis, S3 and the four services");
      // drawn while the servers start
      CompletableFuture<List<DemoPhoto>> photos =
          CompletableFuture.supplyAsync(() -> DemoPhotos.choose(files, originals));
      try (WholeLine line = WholeLine.start(options(home, folder));
          LineClient client = new LineClient(line.api(), line.credentials().apiKey())) {
        double startSeconds = seconds(begun);
        bar.step("the line is up");
        DemoRun run = new DemoRun(client, receiver, folder, bar);
        List<DemoOutcome> outcomes = run.run(join(photos));
        bar.hide();
        // before the servers stop, which nobody needs to wait for
        return report(outcomes, folder, startSeconds, seconds(begun));
      }
    }
  }

  private WholeLineOptions options(Path home, OutputFolder folder) throws IOException {
    return new WholeLineOptions(
        home,
        freePort(),
        EmbeddedPorts.FREE,
        null,
        Map.of(
            // nothing but the bar and the table belongs on the terminal
            "quarkus.log.console.enabled", "false",
            "quarkus.log.file.enabled", "true",
            "quarkus.log.file.path", folder.log().toString(),
            "tonework.feedback.webhooks.poll-interval", "PT0.05S"));
  }

  private int report(
      List<DemoOutcome> outcomes, OutputFolder folder, double startSeconds, double allSeconds) {
    PrintWriter out = spec.commandLine().getOut();
    ResultTable.print(out, outcomes);
    long failed = outcomes.stream().filter(it -> it instanceof DemoOutcome.Failed).count();
    out.printf(
        Locale.ROOT,
        "%d of %d photos retouched, every webhook signed and verified; %.1f s to start the line,"
            + " %.1f s in all.%n",
        outcomes.size() - failed,
        outcomes.size(),
        startSeconds,
        allSeconds);
    out.println("Before, after, plan and .cube of each photo: " + FileName.shown(folder.path()));
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  private static List<DemoPhoto> join(CompletableFuture<List<DemoPhoto>> photos)
      throws IOException {
    try {
      return photos.join();
    } catch (CompletionException e) {
      throw new IOException("cannot prepare the photos: " + e.getCause(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  private static double seconds(long sinceNanos) {
    return Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis() / 1_000.0;
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
