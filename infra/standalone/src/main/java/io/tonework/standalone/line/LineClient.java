package io.tonework.standalone.line;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.messaging.event.TraceContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A client of the REST API as a customer would write one. Thread-safe. */
public final class LineClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final String apiKey;

  /** A client with that key. */
  public LineClient(URI api, String apiKey) {
    this.api = api;
    this.apiKey = apiKey;
  }

  /** The API said no; the message is the detail of its problem document. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String detail) {
      super(detail);
    }
  }

  /**
   * Sends a photo.
   *
   * @param fileName the sender's name for it
   * @param photo its bytes
   * @param fields form fields, such as {@code mode} and {@code callback}
   * @param idempotencyKey the sender's name for the request: sent twice, it is one photo
   * @return its id
   * @throws RefusedException when the photo is refused
   */
  public String send(
      String fileName, byte[] photo, Map<String, String> fields, String idempotencyKey)
      throws IOException, InterruptedException {
    return send(fileName, photo, fields, idempotencyKey, TraceContext.fresh());
  }

  /**
   * As {@link #send(String, byte[], Map, String)}, as part of the sender's own trace.
   *
   * @param trace goes with the photo through every event up to its webhook
   * @throws RefusedException when the photo is refused
   */
  public String send(
      String fileName,
      byte[] photo,
      Map<String, String> fields,
      String idempotencyKey,
      TraceContext trace)
      throws IOException, InterruptedException {
    return send(List.of(new FilePart("photo", fileName, photo)), fields, idempotencyKey, trace);
  }

  /**
   * A file of a form.
   *
   * @param name of the part: {@code photo}, {@code reference_before}, {@code reference_after}
   * @param fileName the sender's name for it
   * @param bytes what is in it
   */
  @SuppressWarnings("ArrayRecordComponent") // goes over the wire, never compared
  public record FilePart(String name, String fileName, byte[] bytes) {}

  /**
   * Sends a photo with other files that belong to it.
   *
   * @throws RefusedException when the photo is refused
   */
  public String send(
      List<FilePart> files, Map<String, String> fields, String idempotencyKey, TraceContext trace)
      throws IOException, InterruptedException {
    return post(files, fields, idempotencyKey, trace).path("id").asText();
  }

  /**
   * Sends several photos in one request.
   *
   * @return their ids, in order
   * @throws RefusedException when any is refused
   */
  public List<String> sendAll(
      List<FilePart> photos, Map<String, String> fields, String idempotencyKey)
      throws IOException, InterruptedException {
    JsonNode answer = post(photos, fields, idempotencyKey, TraceContext.fresh());
    List<String> ids = new ArrayList<>();
    for (JsonNode entry : answer.path("photos")) {
      if (!entry.path("photo").has("id")) {
        throw new RefusedException(entry.at("/problem/detail").asText("a photo was not taken"));
      }
      ids.add(entry.at("/photo/id").asText());
    }
    return ids;
  }

  private JsonNode post(
      List<FilePart> files, Map<String, String> fields, String idempotencyKey, TraceContext trace)
      throws IOException, InterruptedException {
    String boundary = "tonework-" + UUID.randomUUID();
    HttpRequest request =
        authorised(api.resolve("/v1/photos"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Idempotency-Key", idempotencyKey)
            .header("traceparent", trace.traceparent())
            .POST(HttpRequest.BodyPublishers.ofByteArray(form(files, fields, boundary)))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new RefusedException(detail(answer));
    }
    return ContractsJson.mapper().readTree(answer.body());
  }

  /** What the API tells of a photo. */
  public JsonNode status(String photoId) throws IOException, InterruptedException {
    HttpRequest request = authorised(api.resolve("/v1/photos/" + photoId)).build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new RefusedException(detail(answer));
    }
    return ContractsJson.mapper().readTree(answer.body());
  }

  /** Fetches what a signed link leads to. */
  public byte[] download(URI link) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(link).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP " + answer.statusCode() + " for " + link.getPath());
    }
    return answer.body();
  }

  private HttpRequest.Builder authorised(URI uri) {
    return HttpRequest.newBuilder(uri).timeout(TIMEOUT).header("X-API-Key", apiKey);
  }

  private static byte[] form(List<FilePart> files, Map<String, String> fields, String boundary)
      throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      text(form, partHead(boundary, "name=\"" + field.getKey() + "\"") + "\r\n");
      text(form, field.getValue() + "\r\n");
    }
    for (FilePart file : files) {
      String name =
          "name=\"" + file.name() + "\"; filename=\"" + file.fileName().replace('"', '_') + "\"";
      text(form, partHead(boundary, name) + "Content-Type: application/octet-stream\r\n\r\n");
      form.write(file.bytes());
      text(form, "\r\n");
    }
    text(form, "--" + boundary + "--\r\n");
    return form.toByteArray();
  }

  private static String partHead(String boundary, String name) {
    return "--" + boundary + "\r\nContent-Disposition: form-data; " + name + "\r\n";
  }

  private static void text(ByteArrayOutputStream form, String text) throws IOException {
    form.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String detail(HttpResponse<String> answer) {
    try {
      JsonNode problem = ContractsJson.mapper().readTree(answer.body());
      if (problem != null && problem.hasNonNull("detail")) {
        return problem.get("detail").asText();
      }
    } catch (JsonProcessingException notJson) {
      // the status says what there is to say
    }
    return "the API answered HTTP " + answer.statusCode();
  }

  @Override
  public void close() {
    http.close();
  }
}
