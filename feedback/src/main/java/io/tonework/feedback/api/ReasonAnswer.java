package io.tonework.feedback.api;

import io.tonework.contracts.FeedbackReason;
import io.tonework.feedback.taste.TasteWords;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reason that a verdict may give.
 *
 * @param reason its name in requests
 * @param attribute the attribute that it is about
 * @param asksFor what it asks the next plans for, in words
 */
@Schema(name = "Reason")
public record ReasonAnswer(String reason, String attribute, String asksFor) {
  static ReasonAnswer of(FeedbackReason reason) {
    return new ReasonAnswer(
        reason.jsonName(),
        reason.attribute().name().toLowerCase(Locale.ROOT),
        TasteWords.direction(reason.attribute(), reason.direction()));
  }
}
