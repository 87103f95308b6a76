package io.tonework.benchmarks.processes;

import io.tonework.benchmarks.CommandCpu;
import io.tonework.embedded.WebhookReceiver;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What the line costs a photo beside the work itself: the processors' time of the four services,
 * from the upload to the webhook, less what {@code ./tonework retouch} takes for the same files;
 * and {@code ./tonework up}, all in one JVM, beside the same.
 *
 * <p>Kafka, Redis, the store, the client and the receiver of webhooks are this process, whose time
 * is not counted. Everything is measured warm: {@code retouch} by the slope between fewer and more
 * photos. A line through the sets gives milliseconds for a photo and for a megabyte. Arguments: the
 * repository's root, then folders of JPEGs of one size each; without any, synthetic photos of about
 * 0.3, 1 and 8 MB. {@code -Dlines=services} or {@code whole} measures one of the two, {@code
 * -Djvm=OPTIONS} gives the services other options, such as a flight recorder's. Needs Linux and
 * what {@code ./mvnw package -DskipTests} makes.
 */
public final class LineCostBenchmark {
  private static final List<String> JVM =
      List.of(System.getProperty("jvm", "-XX:MaxRAM=8g -XX:MaxRAMPercentage=20").split(" "));
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int UNDER_WAY = 6;
  private static final int WARM_UP = 150;
  private static final int WARM_UP_OF_A_SET = 16;
  private static final int IDLE_SECONDS = 60;

  private LineCostBenchmark() {}

  /** Prints a row for each set and kind of line, and what each line takes when it has no work. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
    List<PhotoSet> sets = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      sets.add(PhotoSet.of(Path.of(arguments[i])));
    }
    if (sets.isEmpty()) {
      sets.add(PhotoSet.synthetic(900, 600));
      sets.add(PhotoSet.synthetic(1800, 1200));
      sets.add(PhotoSet.synthetic(6000, 4000));
    }
    String lines = System.getProperty("lines", "services whole");
    Path work = Files.createTempDirectory("tonework-line-cost");
    Map<PhotoSet, Double> bare = new LinkedHashMap<>();
    for (PhotoSet set : sets) {
      bare.put(set, bareSeconds(root, work, set));
    }
    if (lines.contains("services")) {
      Path services = Files.createDirectory(work.resolve("services"));
      try (Killable line = new FourServices(root, services, JVM)) {
        measure(line, bare);
      }
    }
    if (lines.contains("whole")) {
      Path whole = Files.createDirectory(work.resolve("whole"));
      try (Killable line = new WholeLineProcess(root, whole, JVM)) {
        measure(line, bare);
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void measure(Killable line, Map<PhotoSet, Double> bare)
      throws IOException, InterruptedException {
    line.awaitReady();
    List<double[]> points = new ArrayList<>();
    try (WebhookReceiver receiver = WebhookReceiver.start(line.webhookSecret());
        LineClient client = new LineClient(line.api(), line.apiKey())) {
      retouch(client, receiver, bare.keySet().iterator().next(), 100_000, WARM_UP);
      for (Map.Entry<PhotoSet, Double> each : bare.entrySet()) {
        PhotoSet set = each.getKey();
        retouch(client, receiver, set, 200_000, WARM_UP_OF_A_SET);
        Map<String, Double> before = ProcessorTime.of(line.processes());
        long began = System.nanoTime();
        retouch(client, receiver, set, 0, set.counted());
        double clock = (System.nanoTime() - began) / 1e9;
        Map<String, Double> taken =
            ProcessorTime.between(before, ProcessorTime.of(line.processes()));
        double ms = 1e3 * ProcessorTime.sum(taken) / set.counted();
        double bareMs = 1e3 * each.getValue();
        points.add(new double[] {set.megabytes(), ms - bareMs});
        System.out.printf(
            Locale.ROOT,
            "%-12s %.2f MB, %d photos: %.0f ms a photo in the line, %.0f bare: %.0f more, %.2f"
                + " times; %.1f photos/s on the clock;%s%n",
            set.name(),
            set.megabytes(),
            set.counted(),
            ms,
            bareMs,
            ms - bareMs,
            ms / bareMs,
            set.counted() / clock,
            perPhoto(taken, set.counted()));
      }
    }
    if (points.size() > 1) {
      double[] fit = fit(points);
      System.out.printf(
          Locale.ROOT, "above retouch: %.0f ms a photo and %.1f ms a megabyte%n", fit[0], fit[1]);
    }
    Map<String, Double> before = ProcessorTime.of(line.processes());
    TimeUnit.SECONDS.sleep(IDLE_SECONDS);
    Map<String, Double> taken = ProcessorTime.between(before, ProcessorTime.of(line.processes()));
    System.out.printf(
        Locale.ROOT,
        "without work: %.2f s of a processor a minute; %s%n",
        ProcessorTime.sum(taken),
        taken);
    for (ProcessHandle each : line.processes().values()) {
      boolean _ = each.destroy();
      ProcessHandle _ = each.onExit().join();
    }
  }

  private static String perPhoto(Map<String, Double> seconds, int photos) {
    StringBuilder text = new StringBuilder();
    seconds.forEach((name, sum) ->
        text.append(String.format(Locale.ROOT, " %s %.0f ms", name, 1e3 * sum / photos)));
    return text.toString();
  }

  /** Least squares of {@code y = a + b x}. */
  private static double[] fit(List<double[]> points) {
    double n = points.size();
    double meanX = points.stream().mapToDouble(it -> it[0]).sum() / n;
    double meanY = points.stream().mapToDouble(it -> it[1]).sum() / n;
    double slope =
        points.stream().mapToDouble(it -> (it[0] - meanX) * (it[1] - meanY)).sum()
            / points.stream().mapToDouble(it -> (it[0] - meanX) * (it[0] - meanX)).sum();
    return new double[] {meanY - slope * meanX, slope};
  }

  /** Sends photos, a few at a time, and waits for the webhook of each. */
  private static void retouch(
      LineClient client, WebhookReceiver receiver, PhotoSet set, int first, int count)
      throws IOException, InterruptedException {
    int before = receiver.received().size();
    Map<String, String> fields = Map.of("callback", receiver.uri().toString());
    for (int i = 0; i < count; i++) {
      int oldest = before + i - UNDER_WAY;
      await(receiver, oldest);
      String _ =
          client.send("photo.jpg", set.photo(first + i), fields, UUID.randomUUID().toString());
    }
    await(receiver, before + count);
    if (!receiver.received().stream().allMatch(it -> it.body().contains("photo.retouched"))) {
      throw new IOException("a photo failed: " + receiver.received().getLast().body());
    }
  }

  private static void await(WebhookReceiver receiver, int told)
      throws IOException, InterruptedException {
    if (!receiver.await(() -> receiver.received().size() >= told, PATIENCE)) {
      throw new IOException("only " + receiver.received().size() + " webhooks came");
    }
  }

  /** What {@code retouch} takes for one more photo of the set. */
  private static double bareSeconds(Path root, Path work, PhotoSet set)
      throws IOException, InterruptedException {
    int few = WARM_UP_OF_A_SET + 8;
    double fewSeconds = bareSeconds(root, work.resolve(set.name() + "-few"), set, few);
    int many = few + set.counted();
    double manySeconds = bareSeconds(root, work.resolve(set.name() + "-many"), set, many);
    return (manySeconds - fewSeconds) / set.counted();
  }

  private static double bareSeconds(Path root, Path folder, PhotoSet set, int count)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve("photo-%04d.jpg".formatted(i)), set.photo(i));
    }
    List<String> command = new ArrayList<>(ServiceProcess.java());
    command.add("-XX:MaxRAMPercentage=50");
    command.addAll(
        List.of(
            "-jar",
            ServiceProcess.app(root, "infra/standalone").toString(),
            "retouch",
            folder.toString(),
            "-o",
            folder + "-out"));
    return CommandCpu.seconds(root, command);
  }
}
