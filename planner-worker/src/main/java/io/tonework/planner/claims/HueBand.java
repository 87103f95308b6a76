package io.tonework.planner.claims;

import io.tonework.planner.tables.Table;
import java.util.Locale;

/**
 * The eight colours that the sliders name, as ranges of the hue angle in the plane across the grey
 * axis of encoded sRGB (red 0, green 120, blue 240 degrees): each reaches half-way to its
 * neighbours.
 */
public enum HueBand {
  RED,
  ORANGE,
  YELLOW,
  GREEN,
  AQUA,
  BLUE,
  PURPLE,
  MAGENTA;

  private static final HueBand[] ALL = values();

  private final String word;
  private final String plural;
  private final double centreDegrees;

  HueBand() {
    Table.Row row = Table.rows("hues").get(ordinal());
    if (!row.text("hue").toUpperCase(Locale.ROOT).equals(name())) {
      throw new IllegalStateException("hues.csv: " + name() + " must stand at " + ordinal());
    }
    this.word = row.text("hue");
    this.plural = word + "s";
    this.centreDegrees = row.number("centre_degrees");
  }

  /** The band of a colour that is not grey; r, g, b encoded, in any common scale. */
  public static HueBand of(float r, float g, float b) {
    return ofDegrees(degrees(r, g, b));
  }

  public static HueBand ofDegrees(double degrees) {
    HueBand nearest = RED;
    double distance = 360;
    for (HueBand band : ALL) {
      double away = Math.abs(turn(band.centreDegrees, degrees));
      if (away < distance) {
        distance = away;
        nearest = band;
      }
    }
    return nearest;
  }

  /** The hue angle, -180..180. */
  public static double degrees(float r, float g, float b) {
    return Math.toDegrees(Math.atan2((g - b) * Math.sqrt(3) / 2, r - (g + b) / 2));
  }

  /** The shorter way from one angle to another, -180..180. */
  public static double turn(double fromDegrees, double toDegrees) {
    return Math.IEEEremainder(toDegrees - fromDegrees, 360);
  }

  /** The neighbour with the larger angle, for UP, or the smaller one. */
  public HueBand neighbour(Direction direction) {
    int step = direction == Direction.UP ? 1 : ALL.length - 1;
    return ALL[(ordinal() + step) % ALL.length];
  }

  /** Such as {@code green}. */
  public String word() {
    return word;
  }

  /** Such as {@code greens}. */
  public String plural() {
    return plural;
  }
}
