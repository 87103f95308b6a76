package io.tonework.feedback.taste;

import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words what an offset means. */
public final class TasteWords {
  /** Below this many slider units nobody sees a difference. */
  private static final double VISIBLE = 1;

  private static final double SLIGHT = 8;
  private static final double CLEAR = 25;

  private TasteWords() {}

  /** Such as {@code slightly brighter (+5), much warmer (+31)}; or that nothing is known. */
  public static String of(Sliders offset) {
    List<String> words = new ArrayList<>();
    for (TasteAttribute attribute : TasteAttribute.values()) {
      double units = offset.get(attribute.slider());
      if (Math.abs(units) >= VISIBLE) {
        words.add(
            String.format(
                Locale.ROOT,
                "%s%s (%+d)",
                degree(Math.abs(units)),
                direction(attribute, units),
                Math.round(units)));
      }
    }
    return words.isEmpty() ? "as planned" : String.join(", ", words);
  }

  /**
   * What more or less of an attribute is called, such as {@code warmer}.
   *
   * @param sign above 0 for more, below for less
   */
  public static String direction(TasteAttribute attribute, double sign) {
    return sign > 0 ? more(attribute) : less(attribute);
  }

  private static String degree(double units) {
    return units < SLIGHT ? "slightly " : units < CLEAR ? "" : "much ";
  }

  private static String more(TasteAttribute attribute) {
    return switch (attribute) {
      case BRIGHTNESS -> "brighter";
      case CONTRAST -> "more contrast";
      case HIGHLIGHTS -> "brighter highlights";
      case SHADOWS -> "lighter shadows";
      case TEMPERATURE -> "warmer";
      case TINT -> "more magenta";
      case COLOURFULNESS -> "more colourful";
    };
  }

  private static String less(TasteAttribute attribute) {
    return switch (attribute) {
      case BRIGHTNESS -> "darker";
      case CONTRAST -> "less contrast";
      case HIGHLIGHTS -> "softer highlights";
      case SHADOWS -> "deeper shadows";
      case TEMPERATURE -> "cooler";
      case TINT -> "greener";
      case COLOURFULNESS -> "less colourful";
    };
  }
}
