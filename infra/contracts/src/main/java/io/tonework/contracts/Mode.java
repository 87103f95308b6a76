package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a plan is made. A bundle says which modes it has; asking for another is rejected. */
public enum Mode {
  /** The planner looks at the photo and decides. */
  @JsonProperty("auto")
  AUTO,
  /** The planner follows an instruction in words. */
  @JsonProperty("style")
  STYLE,
  /** The sender gives the sliders; no language model is needed. */
  @JsonProperty("param")
  PARAM,
  /** The edit of another before/after pair is carried over. */
  @JsonProperty("reference")
  REFERENCE;

  /** The name in requests, manifests and metrics, such as {@code auto}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
