package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Who goes first where photos wait for the model. */
public enum Priority {
  /** Somebody waits for this photo. */
  @JsonProperty("interactive")
  INTERACTIVE,
  /** One of many, which may take its time. */
  @JsonProperty("bulk")
  BULK;

  /** The name in requests and metrics, such as {@code bulk}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
