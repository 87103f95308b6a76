package io.tonework.planner.reasoning;

/**
 * The eight colours that the sliders name, as ranges of the hue angle in the plane across the grey
 * axis of encoded sRGB (red 0, green 120, blue 240 degrees): each reaches half-way to its
 * neighbours.
 */
public enum HueBand {
  RED("red", "reds", 0),
  ORANGE("orange", "oranges", 30),
  YELLOW("yellow", "yellows", 60),
  GREEN("green", "greens", 120),
  AQUA("aqua", "aquas", 180),
  BLUE("blue", "blues", 240),
  PURPLE("purple", "purples", 275),
  MAGENTA("magenta", "magentas", 315);

  private static final HueBand[] ALL = values();

  private final String word;
  private final String plural;
  private final double centreDegrees;

  HueBand(String word, String plural, double centreDegrees) {
    this.word = word;
    this.plural = plural;
    this.centreDegrees = centreDegrees;
  }

  /** The band of a colour that is not grey; r, g, b encoded, in any common scale. */
  public static HueBand of(float r, float g, float b) {
    return ofDegrees(degrees(r, g, b));
  }

  static HueBand ofDegrees(double degrees) {
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
  static double degrees(float r, float g, float b) {
    return Math.toDegrees(Math.atan2((g - b) * Math.sqrt(3) / 2, r - (g + b) / 2));
  }

  /** The shorter way from one angle to another, -180..180. */
  static double turn(double fromDegrees, double toDegrees) {
    return Math.IEEEremainder(toDegrees - fromDegrees, 360);
  }

  /** The neighbour with the larger angle, for UP, or the smaller one. */
  HueBand neighbour(Direction direction) {
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
