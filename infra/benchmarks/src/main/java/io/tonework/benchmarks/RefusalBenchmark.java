package io.tonework.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.standalone.line.LocalCredentials;
import io.tonework.testkit.RawHttp;
import io.tonework.testkit.StrangeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * How long a line takes to refuse what strangers send, one request after another.
 *
 * <p>The baseline is a request for a photo that does not exist. Arguments: the repository's root,
 * how many requests of each kind (500). The first hundred of each kind are not counted, for the
 * line has just started then. Needs a built {@code ./tonework}.
 */
public final class RefusalBenchmark {
  private static final int WARM_UP = 100;
  private static final String SOUND =
      "{\"photos\":[{\"source\":{\"bucket\":\"b\",\"key\":\"k\"},\"mode\":\"auto\","
          + "\"user\":\"u\",\"callback\":\"https://example.com/\"}]}";

  private final RawHttp line;
  private final String key;
  private final Random random = new Random(20_261_130);

  private RefusalBenchmark(RawHttp line, String key) {
    this.line = line;
    this.key = key;
  }

  @FunctionalInterface
  private interface Stranger {
    byte[] request();
  }

  /** Prints a line for each kind of request. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path root = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
    int requests = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
    Path data = Files.createTempDirectory("tonework-refusal-benchmark").resolve("data");
    String quota = "-Dtonework.tenants.local.quota.request-burst=1000000";
    try (RunningLine up = RunningLine.start(root, data, Map.of("TONEWORK_JAVA_OPTS", quota))) {
      RefusalBenchmark benchmark =
          new RefusalBenchmark(new RawHttp(up.api()), LocalCredentials.of(data).apiKey());
      double nobody = benchmark.show("nobody's photo", requests, benchmark::nobody, 0);
      Iterator<byte[]> json = new StrangeJson(SOUND, 1).documents(Integer.MAX_VALUE).iterator();
      Iterator<byte[]> verdicts =
          new StrangeJson("{\"verdict\":\"reject\",\"reason\":\"too dark\"}", 2)
              .documents(Integer.MAX_VALUE)
              .iterator();
      benchmark.show("odd ids", requests, benchmark::oddId, nobody);
      benchmark.show("JSON of photos", requests, () -> benchmark.photos(json.next()), nobody);
      benchmark.show(
          "JSON of verdicts", requests, () -> benchmark.verdict(verdicts.next()), nobody);
      benchmark.show("forms", requests, benchmark::form, nobody);
      benchmark.show("damaged requests", requests, benchmark::damaged, nobody);
    }
  }

  @SuppressWarnings("SystemOut")
  private double show(String name, int count, Stranger stranger, double baseline)
      throws IOException {
    double[] millis = new double[count];
    List<String> odd = new ArrayList<>();
    for (int i = -WARM_UP; i < count; i++) {
      RawHttp.Answer answer = line.send(stranger.request());
      if (i >= 0) {
        millis[i] = answer.nanos() / 1e6;
      }
      boolean problem = "application/problem+json".equals(answer.header("Content-Type"));
      boolean refused = answer.status() >= 400 && answer.status() < 500 && problem;
      // a change may leave a request sound, and a body that ends too early has no answer
      if (!refused && answer.status() >= 400) {
        odd.add(answer.status() + " " + answer.header("Content-Type"));
      }
    }
    Arrays.sort(millis);
    double median = millis[count / 2];
    System.out.printf(
        Locale.ROOT,
        "%-18s p50 %5.1f ms, p99 %5.1f ms, longest %6.1f ms; %4.1f x nobody's photo; odd answers %s%n",
        name,
        median,
        millis[(int) (count * .99)],
        millis[count - 1],
        baseline == 0 ? 1 : median / baseline,
        odd);
    return median;
  }

  private byte[] nobody() {
    return get("/v1/photos/ph_00000000000000000000000000");
  }

  private byte[] oddId() {
    StringBuilder id = new StringBuilder();
    for (int length = 1 + random.nextInt(60); length > 0; length--) {
      id.append("%%%02x".formatted(random.nextInt(256)));
    }
    return get("/v1/photos/" + id);
  }

  private byte[] photos(byte[] body) {
    return post("/v1/photos", "application/json", body);
  }

  private byte[] verdict(byte[] body) {
    return post("/v1/photos/ph_00000000000000000000000000/feedback", "application/json", body);
  }

  private byte[] form() {
    StringBuilder body = new StringBuilder();
    for (int parts = 1 + random.nextInt(8); parts > 0; parts--) {
      body.append("--x\r\nContent-Disposition: form-data; name=\"")
          .append(random.nextBoolean() ? "mode" : junk(80))
          .append("\"\r\n")
          .append(random.nextInt(4) == 0 ? junk(200) + "\r\n" : "")
          .append("\r\n")
          .append(junk(2_000))
          .append("\r\n");
    }
    body.append("--x--\r\n");
    return post("/v1/photos", "multipart/form-data; boundary=x", body.toString().getBytes(UTF_8));
  }

  private byte[] damaged() {
    byte[] request = photos(SOUND.getBytes(UTF_8));
    // within the request line and the headers: what is longer than it says waits for the rest
    int head = new String(request, ISO_8859_1).indexOf("Content-Length");
    request[random.nextInt(head)] = (byte) random.nextInt(256);
    return request;
  }

  private String junk(int most) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(most); length > 0; length--) {
      text.append((char) (0x20 + random.nextInt(0x80)));
    }
    return text.toString();
  }

  private byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\n" + head() + "\r\n").getBytes(ISO_8859_1);
  }

  private byte[] post(String path, String type, byte[] body) {
    String head =
        "POST "
            + path
            + " HTTP/1.1\r\n"
            + head()
            + "Content-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private String head() {
    return "Host: x\r\nConnection: close\r\nAuthorization: Bearer " + key + "\r\n";
  }
}
