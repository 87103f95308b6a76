package io.tonework.feedback.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.InvalidSlidersException;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import io.tonework.contracts.Verdict;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a user thinks of a photo, as posted and checked.
 *
 * @param verdict accepted or rejected; null when only an edit was sent
 * @param reasons why, in the order of the published list and without repeats
 * @param edit the user's own further sliders; none when there are none
 * @param user who judged, for a photo that was sent without a user
 */
public record VerdictForm(
    @Nullable Verdict verdict, List<FeedbackReason> reasons, Sliders edit, @Nullable String user) {
  private static final Set<String> FIELDS = Set.of("verdict", "reasons", "edit", "sliders", "user");
  private static final int MAX_USER_CHARS = 200;

  /** Copies the list. */
  public VerdictForm {
    reasons = List.copyOf(reasons);
  }

  /**
   * Reads a request's body.
   *
   * @throws ProblemException naming the field that is wrong, its value, and what it may be
   */
  public static VerdictForm parse(JsonNode body) {
    if (!body.isObject()) {
      throw new ProblemException(
          Problem.of(
              ProblemType.MALFORMED_REQUEST,
              "the body must be a JSON object such as {\"verdict\": \"rejected\", \"reasons\":"
                  + " [\"too_warm\"]}"));
    }
    for (String name : (Iterable<String>) body::fieldNames) {
      if (!FIELDS.contains(name)) {
        throw invalid(
            name,
            body.get(name),
            "unknown field; the fields are verdict, reasons, edit" + " (or sliders) and user");
      }
    }
    Verdict verdict = verdict(body.path("verdict"));
    Sliders edit = edit(body);
    if (verdict == null && edit.isNone()) {
      throw invalid(
          "verdict", null, "a verdict or an edit is required; a verdict is accepted or rejected");
    }
    return new VerdictForm(verdict, reasons(body.path("reasons")), edit, user(body.path("user")));
  }

  /** The same content in the same text, whatever the order it was sent in; without the user. */
  String contentJson() {
    return ContractsJson.write(new VerdictForm(verdict, reasons, edit, null));
  }

  private static @Nullable Verdict verdict(JsonNode node) {
    if (isAbsent(node)) {
      return null;
    }
    return switch (node.asText()) {
      case "accepted" -> Verdict.ACCEPTED;
      case "rejected" -> Verdict.REJECTED;
      default -> throw invalid("verdict", node, "must be accepted or rejected");
    };
  }

  private static List<FeedbackReason> reasons(JsonNode node) {
    if (isAbsent(node)) {
      return List.of();
    }
    if (!node.isArray()) {
      throw invalid("reasons", node, "must be a list of the published reasons: " + published());
    }
    Set<FeedbackReason> reasons = EnumSet.noneOf(FeedbackReason.class);
    Map<TasteAttribute, FeedbackReason> byAttribute = new EnumMap<>(TasteAttribute.class);
    for (int i = 0; i < node.size(); i++) {
      String field = "reasons[" + i + "]";
      FeedbackReason reason = reason(field, node.get(i));
      FeedbackReason other = byAttribute.put(reason.attribute(), reason);
      if (other != null && other != reason) {
        throw invalid(
            field,
            node.get(i),
            reason.jsonName() + " contradicts " + other.jsonName() + "; send one of them");
      }
      reasons.add(reason);
    }
    return new ArrayList<>(reasons);
  }

  private static FeedbackReason reason(String field, JsonNode node) {
    return Arrays.stream(FeedbackReason.values())
        .filter(reason -> node.isTextual() && reason.jsonName().equals(node.asText()))
        .findFirst()
        .orElseThrow(
            () -> invalid(field, node, "is not a published reason; they are " + published()));
  }

  private static String published() {
    return Arrays.stream(FeedbackReason.values())
        .map(FeedbackReason::jsonName)
        .collect(Collectors.joining(", "));
  }

  private static Sliders edit(JsonNode body) {
    String field = body.hasNonNull("sliders") ? "sliders" : "edit";
    if (body.hasNonNull("sliders") && body.hasNonNull("edit")) {
      throw invalid("sliders", body.get("sliders"), "is another name of edit; send one of them");
    }
    JsonNode node = body.path(field);
    if (isAbsent(node)) {
      return Sliders.none();
    }
    try {
      return Sliders.fromJson(node);
    } catch (InvalidSlidersException e) {
      String path = e.slider().isEmpty() ? field : field + "." + e.slider();
      JsonNode value = e.slider().isEmpty() ? node : node.get(e.slider());
      throw invalid(path, value, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String user(JsonNode node) {
    if (isAbsent(node)) {
      return null;
    }
    String user = node.asText().strip();
    if (!node.isTextual() || user.isEmpty() || user.length() > MAX_USER_CHARS) {
      throw invalid("user", node, "must be a text of 1 to " + MAX_USER_CHARS + " characters");
    }
    return user;
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static ProblemException invalid(String field, @Nullable Object value, String detail) {
    Object shown = value instanceof JsonNode node ? shown(node) : value;
    return new ProblemException(
        Problem.invalid(field, shown, String.format(Locale.ROOT, "%s: %s", field, detail)));
  }

  private static Object shown(JsonNode node) {
    return node.isNumber()
        ? node.numberValue()
        : node.isTextual() ? node.asText() : node.toString();
  }
}
