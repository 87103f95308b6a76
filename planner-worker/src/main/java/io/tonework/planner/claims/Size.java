package io.tonework.planner.claims;

/** How large a change is, in a word; the thresholds are those of its {@link Aspect}. */
public enum Size {
  SLIGHT("slightly"),
  CLEAR("clearly"),
  STRONG("strongly");

  private final String word;

  Size(String word) {
    this.word = word;
  }

  /** Such as {@code slightly}. */
  public String word() {
    return word;
  }
}
