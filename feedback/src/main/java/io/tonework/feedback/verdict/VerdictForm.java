package io.tonework.feedback.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import io.tonework.contracts.Verdict;
import io.tonework.contracts.identity.InvalidIdException;
import io.tonework.contracts.identity.UserName;
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    VerdictBody bound = StrictJson.bind(body, VerdictBody.class);
    Sliders edit = edit(bound);
    if (bound.verdict() == null && edit.isNone()) {
      throw invalid(
          "verdict", null, "a verdict or an edit is required; a verdict is accepted or rejected");
    }
    return new VerdictForm(bound.verdict(), reasons(bound.reasons()), edit, user(bound.user()));
  }

  /** The same content in the same text, whatever the order it was sent in; without the user. */
  String contentJson() {
    return ContractsJson.write(new VerdictForm(verdict, reasons, edit, null));
  }

  private static List<FeedbackReason> reasons(@Nullable List<FeedbackReason> sent) {
    Set<FeedbackReason> reasons = EnumSet.noneOf(FeedbackReason.class);
    Map<TasteAttribute, FeedbackReason> byAttribute = new EnumMap<>(TasteAttribute.class);
    int index = 0;
    for (FeedbackReason reason : sent == null ? List.<FeedbackReason>of() : sent) {
      FeedbackReason other = byAttribute.put(reason.attribute(), reason);
      if (other != null && other != reason) {
        throw invalid(
            "reasons[" + index + "]",
            reason.jsonName(),
            reason.jsonName() + " contradicts " + other.jsonName() + "; send one of them");
      }
      reasons.add(reason);
      index++;
    }
    return new ArrayList<>(reasons);
  }

  private static Sliders edit(VerdictBody body) {
    if (body.sliders() != null && body.edit() != null) {
      throw invalid("sliders", null, "is another name of edit; send one of them");
    }
    Sliders sent = body.sliders() == null ? body.edit() : body.sliders();
    return sent == null ? Sliders.none() : sent;
  }

  private static @Nullable String user(@Nullable String sent) {
    if (sent == null) {
      return null;
    }
    try {
      return new UserName(sent.strip()).text();
    } catch (InvalidIdException e) {
      throw invalid("user", sent, "must be a name of one line, and not a dot or two");
    }
  }

  private static ProblemException invalid(String field, @Nullable Object value, String detail) {
    return new ProblemException(Problem.invalid(field, value, field + ": " + detail));
  }
}
