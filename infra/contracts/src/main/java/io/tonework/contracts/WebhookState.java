package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where the delivery of a webhook stands. */
public enum WebhookState {
  /** Due now or later. */
  PENDING,
  /** The endpoint answered 2xx. */
  DELIVERED,
  /** Every attempt of the schedule failed. */
  EXHAUSTED,
  /** The endpoint answered 410, or its address is refused. */
  REFUSED;

  /** The name in JSON, such as {@code pending}. */
  @JsonValue
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
