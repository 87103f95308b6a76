package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the user thinks of a finished photo. Silence is neither. */
public enum Verdict {
  @JsonProperty("accepted")
  ACCEPTED,
  @JsonProperty("rejected")
  REJECTED
}
