package io.tonework.contracts.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The id of a webhook, the {@code webhook-id} header of Standard Webhooks.
 *
 * @param text {@code msg_} and lower-case letters, digits, '-' and '_'; see {@code Ids#webhookId}
 */
public record WebhookId(@JsonValue String text) {
  private static final Pattern FORM = Pattern.compile("msg_[a-z0-9][a-z0-9_-]{0,62}");

  /**
   * Checks the form.
   *
   * @throws InvalidIdException when the text is none
   */
  @JsonCreator
  public WebhookId {
    InvalidIdException.check(FORM, "a webhook's id", text);
  }

  @Override
  public String toString() {
    return text;
  }
}
