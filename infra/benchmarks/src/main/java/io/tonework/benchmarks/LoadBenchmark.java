package io.tonework.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.Sha256;
import io.tonework.messaging.event.TraceContext;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How long an interactive photo takes while another tenant's batch runs on the same machine.
 *
 * <p>The baseline is the same photo on the same line with nothing else to do, measured just before.
 * Arguments: the repository's root, how many photos the batch has (2,000), how many interactive
 * photos are sent one after another (40). Needs Linux and a built {@code ./tonework}.
 */
public final class LoadBenchmark {
  private static final String OTHER_KEY = "the-key-of-another-tenant";
  private static final int PER_REQUEST = 100;
  private static final int WARM_UP = 48;

  private LoadBenchmark() {}

  /** Prints the times alone and under load with their ratio, and the memory. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
    int batch = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    int singles = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 40;
    Path work = Files.createTempDirectory("tonework-load-benchmark");
    String otherTenant = "-Dtonework.tenants.blue.api-key-sha256=" + Sha256.of(OTHER_KEY);
    byte[] tiny = photo(480, 320);
    byte[] usual = photo(1732, 1155);
    try (RunningLine line =
            RunningLine.start(
                root, work.resolve("data"), Map.of("TONEWORK_JAVA_OPTS", otherTenant));
        LineClient blue = new LineClient(line.api(), OTHER_KEY)) {
      line.retouch(List.of(tiny, usual), WARM_UP);
      long before = line.residentMebibytes();
      for (byte[] photo : List.of(tiny, usual)) {
        double[] alone = times(blue, photo, singles);
        List<String> ids = line.sendTogether(tiny, batch, PER_REQUEST);
        int open = line.unfinished(ids);
        double[] loaded = times(blue, photo, singles);
        int left = line.unfinished(ids);
        System.out.printf(
            Locale.ROOT,
            "%4d kB photo: alone p50 %.0f ms, p95 %.0f ms; beside a batch of %d p50 %.0f ms, p95 %.0f"
                + " ms; ratio p50 %.2f, p95 %.2f; %d of the batch were open at the beginning and %d"
                + " at the end%n",
            photo.length / 1000,
            quantile(alone, .5),
            quantile(alone, .95),
            batch,
            quantile(loaded, .5),
            quantile(loaded, .95),
            quantile(loaded, .5) / quantile(alone, .5),
            quantile(loaded, .95) / quantile(alone, .95),
            open,
            left);
        line.await(ids);
      }
      System.out.printf("resident %d MiB before, %d MiB after%n", before, line.residentMebibytes());
    }
  }

  private static byte[] photo(int width, int height) throws IOException {
    return SyntheticPhoto.jpeg(Scene.values()[0], width, height, 5, CaptureFault.UNDER_EXPOSED, 90);
  }

  /** Milliseconds from the request to the finished photo, one photo after another. */
  private static double[] times(LineClient client, byte[] photo, int count)
      throws IOException, InterruptedException {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      String id =
          client.send(
              List.of(new LineClient.FilePart("photo", "photo.jpg", photo)),
              Map.of(),
              UUID.randomUUID().toString(),
              TraceContext.fresh());
      for (JsonNode status = client.status(id);
          !status.path("state").asText().equals("retouched");
          status = client.status(id)) {
        if (status.path("state").asText().equals("failed")) {
          throw new IOException("photo failed: " + status);
        }
        TimeUnit.MILLISECONDS.sleep(5);
      }
      times[i] = (System.nanoTime() - began) / 1e6;
    }
    return times;
  }

  private static double quantile(double[] times, double share) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
  }
}
