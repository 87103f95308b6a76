package io.tonework.planner.claims;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a claim is about.
 *
 * @param aspect what changes
 * @param hue which colour, for the aspects of one colour; null for those of the whole picture
 */
public record Subject(Aspect aspect, @Nullable HueBand hue) {
  /**
   * Checks that both belong together.
   *
   * @throws IllegalArgumentException when an aspect of one colour has none, or another has one
   */
  public Subject {
    if (aspect.isOfOneHue() != (hue != null)) {
      throw new IllegalArgumentException(
          aspect + (hue == null ? " must name its colour" : " has no colour, but " + hue));
    }
  }

  /** An aspect of the whole picture. */
  public static Subject of(Aspect aspect) {
    return new Subject(aspect, null);
  }

  /** As grammars spell it: {@code lightness}, {@code hue_turn@green}. */
  @Override
  public String toString() {
    String name = aspect.name().toLowerCase(Locale.ROOT);
    return hue == null ? name : name + "@" + hue.word();
  }
}
