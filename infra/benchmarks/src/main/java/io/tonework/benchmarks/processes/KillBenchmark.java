package io.tonework.benchmarks.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * SIGKILL under load, again and again: single services and the codecs' processes of a line of four
 * services, then the whole of {@code ./tonework up}, its Redis and its codecs. Afterwards every
 * accepted photo must have ended once, with one plan, one output that is the stored one, and one
 * webhook id.
 *
 * <p>Arguments: the repository's root, kills in all, the seed, and {@code services} or {@code
 * whole} for one of the two lines, which then gets all kills. The exit code is 1 when something is
 * wrong.
 */
public final class KillBenchmark {
  private static final Duration SETTLE = Duration.ofMinutes(10);

  private KillBenchmark() {}

  /** Prints the counts of both lines. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
    int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    Path work = Files.createTempDirectory("tonework-kills");
    System.out.println("seed " + seed + ", logs are in " + work);
    Random random = new Random(seed);
    String only = arguments.length > 3 ? arguments[3] : "";
    int ofServices = only.equals("services") ? kills : only.equals("whole") ? 0 : kills - kills / 2;
    boolean clean = true;
    if (ofServices > 0) {
      Path services = Files.createDirectory(work.resolve("services"));
      try (Killable line = new FourServices(root, services, ServiceProcess.SMALL)) {
        clean = run("four services", line, ofServices, random);
      }
    }
    if (kills > ofServices) {
      Path whole = Files.createDirectory(work.resolve("whole"));
      try (Killable line =
          new WholeLineProcess(root, whole, List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"))) {
        clean &= run("whole line", line, kills - ofServices, random);
      }
    }
    System.exit(clean ? 0 : 1);
  }

  @SuppressWarnings("SystemOut")
  private static boolean run(String name, Killable line, int kills, Random random)
      throws IOException, InterruptedException {
    line.awaitReady();
    Map<String, Integer> killed = new TreeMap<>();
    long began = System.nanoTime();
    try (Customer customer = new Customer(line)) {
      customer.start();
      for (int i = 0; i < kills; i++) {
        // at any moment of a photo's way, and now and then before the last victim is back
        TimeUnit.MILLISECONDS.sleep(random.nextInt(200, 4_000));
        if (random.nextInt(4) != 0) {
          line.awaitReady();
        }
        killed.merge(line.killOne(random), 1, Integer::sum);
        if ((i + 1) % 10 == 0) {
          System.out.printf(
              Locale.ROOT,
              "%s: %d kills, %d photos accepted, %d told%n",
              name,
              i + 1,
              customer.accepted().size(),
              customer.told().size());
        }
      }
      line.awaitReady();
      customer.stop();
      boolean all = customer.awaitAllTold(SETTLE);
      Reckoning reckoning = Reckoning.of(line, customer);
      System.out.printf(
          Locale.ROOT,
          "%s: %d kills in %.0f s %s%n  %d photos accepted, %d retouched, %d failed, %d plans,"
              + " %d webhooks with %d ids, %d events published again, all told: %s, faults: %d%n",
          name,
          kills,
          (System.nanoTime() - began) / 1e9,
          killed,
          customer.accepted().size(),
          reckoning.retouched(),
          reckoning.failed(),
          reckoning.planned(),
          customer.webhooks(),
          customer.webhookIds().values().stream().mapToInt(it -> it.size()).sum(),
          reckoning.repeated(),
          all,
          reckoning.faults().size());
      reckoning.faults().forEach(fault -> System.out.println("  " + fault));
      return all && reckoning.faults().isEmpty();
    }
  }
}
