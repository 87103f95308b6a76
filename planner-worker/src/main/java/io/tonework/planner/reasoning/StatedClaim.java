package io.tonework.planner.reasoning;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a phrase of a bundle states of the photo before and after, as its grammar spells it: {@code
 * aspect[@hue]:direction[:size]}, such as {@code lightness:up} or {@code
 * hue_colourfulness@green:down:clear}.
 *
 * @param aspect what changes
 * @param hue which colour; null for the whole picture
 * @param direction which way
 * @param size how much; null when the phrase does not say
 */
public record StatedClaim(
    Aspect aspect, @Nullable HueBand hue, Direction direction, @Nullable Size size) {
  /** A size in words has no sharp borders: a fifth on either side belongs to both. */
  private static final double OVERLAP = 1.25;

  /**
   * Reads a claim.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static StatedClaim parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      throw new IllegalArgumentException(
          "a claim reads aspect[@hue]:direction[:size], not '" + text + "'");
    }
    int at = parts[0].indexOf('@');
    return new StatedClaim(
        one(Aspect.values(), at < 0 ? parts[0] : parts[0].substring(0, at), text),
        at < 0 ? null : one(HueBand.values(), parts[0].substring(at + 1), text),
        one(Direction.values(), parts[1], text),
        parts.length < 3 ? null : one(Size.values(), parts[2], text));
  }

  /** What the claim is about, without direction and size, as grammars spell it. */
  public String subject() {
    String of = aspect.name().toLowerCase(Locale.ROOT);
    return hue == null ? of : of + "@" + hue.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E one(E[] values, String name, String text) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + name
                    + "' in the claim '"
                    + text
                    + "' is none of "
                    + Arrays.toString(values).toLowerCase(Locale.ROOT)));
  }

  /** The claim as it was measured. */
  Claim measured(Change total) {
    return Claim.of(aspect, hue, hue == null ? total.of(aspect) : total.of(hue, aspect));
  }

  /** How far the pixels went the stated way, in the aspect's unit; below 0 the other way. */
  double progress(Change total) {
    double change = measured(total).change();
    return direction == Direction.DOWN ? -change : change;
  }

  /** True when the pixels say the same. */
  boolean holds(Change total) {
    Claim measured = measured(total);
    if (measured.direction() != direction) {
      return false;
    }
    Size stated = size;
    if (stated == null || direction == Direction.SAME) {
      return true;
    }
    double change = Math.abs(measured.change());
    return switch (stated) {
      case SLIGHT -> change < OVERLAP * aspect.from(Size.CLEAR);
      case CLEAR ->
          change >= aspect.from(Size.CLEAR) / OVERLAP
              && change < OVERLAP * aspect.from(Size.STRONG);
      case STRONG -> change >= aspect.from(Size.STRONG) / OVERLAP;
    };
  }
}
