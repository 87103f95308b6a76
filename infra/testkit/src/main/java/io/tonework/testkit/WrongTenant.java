package io.tonework.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tries every operation of a service's OpenAPI document with ids that are another tenant's or no
 * ids at all. It walks the document, so a new operation is tried without being named anywhere.
 *
 * @param base where the service listens
 * @param apiKey of the tenant that tries
 */
public record WrongTenant(URI base, String apiKey) {
  private static final String ANY_ID = "(id)";
  private static final String FORM = "multipart/form-data";
  private static final String BOUNDARY = "wrong-tenant";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /**
   * What a service answered.
   *
   * @param request the request line and the body
   * @param status the HTTP status
   * @param headers of the answer, in lower case, but for those that differ each time
   * @param body the answer
   */
  public record Answer(String request, int status, Map<String, List<String>> headers, String body) {
    /** True for what a problem document must have. */
    public boolean isProblem() {
      return headers.getOrDefault("content-type", List.of()).contains("application/problem+json");
    }

    /** The same as if it had been about another id, and without the count of requests so far. */
    Answer without(String id) {
      Map<String, List<String>> lasting = new TreeMap<>(headers);
      lasting.remove("ratelimit");
      return new Answer(request.replace(id, ANY_ID), status, lasting, body.replace(id, ANY_ID));
    }
  }

  /** One operation of the document. */
  private record Operation(String method, String path, JsonNode description) {}

  /** Two answers that must not differ. */
  public record Twins(Answer another, Answer nobody) {}

  /**
   * What a service says of another tenant's photo and of a photo that nobody has, for each
   * operation that a photo's id is part of; both with the same id in place of theirs.
   */
  public List<Twins> compare(String otherId, String nobodysId)
      throws IOException, InterruptedException {
    List<Twins> twins = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Operation operation : operations(document(client))) {
        for (JsonNode body : bodies(operation, otherId).subList(0, 1)) {
          String text = body.isMissingNode() ? null : body.toString();
          twins.add(
              new Twins(
                  send(client, operation.method(), target(operation, otherId), text, Map.of())
                      .without(otherId),
                  send(client, operation.method(), target(operation, nobodysId), text, Map.of())
                      .without(nobodysId)));
        }
      }
    }
    return twins;
  }

  /** Tries one body on each operation that takes bodies of its type. */
  public List<Answer> post(String contentType, String body)
      throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Operation operation : operations(document(client))) {
        if (operation.description().path("requestBody").path("content").has(contentType)) {
          answers.add(
              send(
                  client,
                  operation.method(),
                  target(operation, "x"),
                  body,
                  Map.of("Content-Type", type(contentType))));
        }
      }
    }
    return answers;
  }

  private static String type(String contentType) {
    return contentType.equals(FORM) ? FORM + "; boundary=" + BOUNDARY : contentType;
  }

  /** A form of these fields and one photo, for {@link #post}. */
  public static String form(Map<String, String> fields) {
    StringBuilder form = new StringBuilder();
    fields.forEach((name, value) -> form.append(part(name, value)));
    return form.append(part("photo", "no photo")).append("--" + BOUNDARY + "--\r\n").toString();
  }

  private static String part(String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, value);
  }

  /**
   * Tries each operation with each id in each place where an id can stand: the path, the query,
   * headers, every text of the document's example of a body and every field of a form.
   *
   * @param ids as they stand in a URL, percent-encoded
   * @throws IllegalStateException when an operation takes JSON and the document has no example of
   *     it
   */
  public List<Answer> tryAll(List<String> ids) throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonNode document = document(client);
      for (Operation operation : operations(document)) {
        for (String id : ids) {
          for (JsonNode body : bodies(operation, id)) {
            String text = body.isMissingNode() ? null : body.toString();
            answers.add(
                send(
                    client, operation.method(), target(operation, id), text, named(operation, id)));
          }
          for (String form : forms(document, operation, id)) {
            answers.add(
                send(
                    client,
                    operation.method(),
                    target(operation, id),
                    form,
                    Map.of("Content-Type", type(FORM))));
          }
        }
      }
    }
    return answers;
  }

  private JsonNode document(HttpClient client) throws IOException, InterruptedException {
    return ContractsJson.mapper()
        .readTree(send(client, "GET", "/q/openapi?format=json", null, Map.of()).body());
  }

  /** Headers that name things; they hold the id as it stands in a URL, which any header may. */
  private static Map<String, String> named(Operation operation, String id) {
    Map<String, String> headers = new HashMap<>(Map.of("Last-Event-ID", id));
    for (JsonNode parameter : operation.description().path("parameters")) {
      if (parameter.path("in").asText().equals("header")) {
        // a name of one's own, lest the same key be used for two requests
        headers.put(
            parameter.path("name").asText(),
            id.substring(0, Math.min(id.length(), 200)) + Integer.toHexString(id.hashCode()));
      }
    }
    return headers;
  }

  /** The id in each field of the form that the operation describes. */
  private static List<String> forms(JsonNode document, Operation operation, String id) {
    JsonNode schema =
        operation.description().path("requestBody").path("content").path(FORM).path("schema");
    if (schema.has("$ref")) {
      schema = document.at(schema.path("$ref").asText().substring(1));
    }
    List<String> forms = new ArrayList<>();
    String text = URLDecoder.decode(id, StandardCharsets.UTF_8);
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(name -> forms.add(form(Map.of(name, text))));
    return forms;
  }

  /**
   * Twenty and more ids by which somebody might reach the thing of another tenant, or break what
   * makes a key of them; percent-encoded.
   */
  public static List<String> ids(String otherTenant, String otherId) {
    return List.of(
        otherId,
        "..%2F" + otherTenant + "%2F" + otherId,
        "..%5C" + otherTenant + "%5C" + otherId,
        "..%252F" + otherTenant + "%252F" + otherId,
        "%2e%2e%2F" + otherTenant + "%2F" + otherId,
        "x%2F..%2F..%2F" + otherTenant + "%2F" + otherId,
        otherTenant + "%2F" + otherId,
        "%2F" + otherTenant + "%2F" + otherId,
        "%2E",
        "%2E%2E",
        otherId + "%2F",
        otherId + ".json",
        otherId + "%00",
        otherId + "%00.json",
        otherId + "%0D%0A12:00:00.000%20INFO%20%20forged%20line",
        otherId + "%20",
        otherId.toUpperCase(Locale.ROOT),
        otherId + "%C2%85",
        "%E2%80%AE" + otherId,
        "%EF%BC%8E%EF%BC%8E%EF%BC%8F" + otherId,
        "%C0%AE%C0%AE%C0%AF" + otherId,
        "%FF%FE",
        "%F0%9F%93%B7",
        "*",
        "%7B%7D%22%27%3C%3E",
        otherId + "%3Fx=1",
        otherId + "%23",
        otherId + ";v=1",
        otherId + "%7C" + otherTenant,
        "%E0%B8%81".repeat(300),
        "a".repeat(3_000),
        URLEncoder.encode("s3://tonework/plans/" + otherTenant + "/x", StandardCharsets.UTF_8));
  }

  private static List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method -> {
                  if (method.getValue().has("responses")) {
                    operations.add(
                        new Operation(
                            method.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            method.getValue()));
                  }
                }));
    return operations;
  }

  private static String target(Operation operation, String id) {
    StringBuilder target = new StringBuilder(operation.path().replaceAll("\\{[^}]+}", "\u0000"));
    int query = 0;
    for (JsonNode parameter : operation.description().path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        target.append(query++ == 0 ? '?' : '&');
        target.append(parameter.path("name").asText()).append("=\u0000");
      }
    }
    return target.toString().replace("\u0000", id);
  }

  /** The example, and the example with the id in the place of each of its texts. */
  private static List<JsonNode> bodies(Operation operation, String id) {
    JsonNode json = operation.description().path("requestBody").path("content");
    if (json.isMissingNode() || !json.has("application/json")) {
      return List.of(json.path("none"));
    }
    JsonNode example = json.path("application/json").path("examples").path("example").path("value");
    if (example.isMissingNode()) {
      example = json.path("application/json").path("example");
    }
    if (example.isMissingNode()) {
      throw new IllegalStateException(
          operation.method() + " " + operation.path() + " has no example of its body");
    }
    List<JsonNode> bodies = new ArrayList<>(List.of(example));
    String text = URLDecoder.decode(id, StandardCharsets.UTF_8);
    String whole = example.toString();
    for (String leaf : texts(example)) {
      String quoted = ContractsJson.write(leaf);
      try {
        bodies.add(
            ContractsJson.mapper().readTree(whole.replace(quoted, ContractsJson.write(text))));
      } catch (IOException e) {
        throw new IllegalStateException("an example is JSON and stays JSON", e);
      }
    }
    return bodies;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(child -> texts.addAll(texts(child)));
    return texts;
  }

  private Answer send(
      HttpClient client,
      String method,
      String target,
      @Nullable String body,
      Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(target))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + apiKey);
    headers.forEach(request::header);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      if (!headers.containsKey("Content-Type")) {
        request.header("Content-Type", "application/json");
      }
      request.method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    Map<String, List<String>> said = new TreeMap<>(answer.headers().map());
    said.remove("traceparent");
    return new Answer(
        method + " " + target + (body == null ? "" : " " + body),
        answer.statusCode(),
        said,
        answer.body());
  }
}
