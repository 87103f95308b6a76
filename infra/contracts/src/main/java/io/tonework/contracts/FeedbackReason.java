package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The published list of reasons that a verdict may give; each asks for a step of one attribute. */
public enum FeedbackReason {
  TOO_DARK(TasteAttribute.BRIGHTNESS, +1),
  TOO_BRIGHT(TasteAttribute.BRIGHTNESS, -1),
  TOO_FLAT(TasteAttribute.CONTRAST, +1),
  TOO_CONTRASTY(TasteAttribute.CONTRAST, -1),
  HIGHLIGHTS_BLOWN(TasteAttribute.HIGHLIGHTS, -1),
  HIGHLIGHTS_DULL(TasteAttribute.HIGHLIGHTS, +1),
  SHADOWS_BLOCKED(TasteAttribute.SHADOWS, +1),
  SHADOWS_WASHED_OUT(TasteAttribute.SHADOWS, -1),
  TOO_COOL(TasteAttribute.TEMPERATURE, +1),
  TOO_WARM(TasteAttribute.TEMPERATURE, -1),
  TOO_GREEN(TasteAttribute.TINT, +1),
  TOO_MAGENTA(TasteAttribute.TINT, -1),
  TOO_DULL(TasteAttribute.COLOURFULNESS, +1),
  TOO_COLOURFUL(TasteAttribute.COLOURFULNESS, -1);

  private final TasteAttribute attribute;
  private final int direction;

  FeedbackReason(TasteAttribute attribute, int direction) {
    this.attribute = attribute;
    this.direction = direction;
  }

  /** The attribute that the user misses or has too much of. */
  public TasteAttribute attribute() {
    return attribute;
  }

  /** +1 when the user wants more of the attribute, -1 when less. */
  public int direction() {
    return direction;
  }

  /** The name in JSON, such as {@code too_dark}. */
  @JsonValue
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
