package io.tonework.imaging.file.metadata;

import java.util.regex.Pattern;

/**
 * Tells text for people that gives a position by its coordinates, such as {@code 48.2082, 16.3738}.
 */
public final class PositionText {
  private static final int MAX_LOOKED_AT = 64 << 10;

  /**
   * Two numbers of at least three decimals, degrees and minutes, a number that is named, or an open
   * location code.
   */
  private static final Pattern COORDINATES =
      Pattern.compile(
          "(?i)(?<![\\d.])-?\\d{1,2}\\.\\d{3,15}\\s?\u00C2?°?\\s?[NS]?[\\s,;/]{1,3}"
              + "-?\\d{1,3}\\.\\d{3,15}"
              + "|\\d{1,3}\\s?(?:\u00C2?°|deg)\\s?\\d{1,2}(?:\\.\\d{1,9})?\\s?['\u2032\u00E2m]"
              + "|\\b[NS]\\s?\\d{1,2}(?:[\\s:]{1,2}\\d{1,2}(?:\\.\\d{1,9})?){1,2}[\\s,;/]{1,3}[EW]\\s?\\d"
              + "|(?<![\\d.])\\d{1,2}[\\s:]\\d{1,2}(?:[\\s:]\\d{1,2})?(?:\\.\\d{1,9})?\\s?[NS][\\s,;/]{1,3}"
              + "\\d{1,3}[\\s:]\\d{1,2}(?:[\\s:]\\d{1,2})?(?:\\.\\d{1,9})?\\s?[EW]\\b"
              + "|(?<!\\w)[2-9CFGHJMPQRVWX]{8}\\+[2-9CFGHJMPQRVWX]{2,3}\\b"
              + "|\\bgeo:(?:-?\\d|lat|lon)"
              + "|\\bgps\\w{0,20}\\W{0,4}[-+]?\\d"
              + "|\\b(?:lat|lon|lng|latitude|longitude)\\b\\W{0,4}[-+]?\\d{1,3}\\.\\d"
              + "|(?<![\\d.])[-+]\\d{2}\\.\\d{3,8}[-+]\\d{3}\\.\\d{3,8}");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(?:gps|latitude|longitude|altitude|geotag|geohash|geolocation|location|coordinates).*"
              + "|(?:.*\\W)?(?:geo|lat|lon|long|lng|city|country|state|province)(?:\\W.*)?");

  private PositionText() {}

  /** Whether a text has coordinates in it; only its beginning is looked at. */
  public static boolean isIn(String text) {
    String beginning = text.length() > MAX_LOOKED_AT ? text.substring(0, MAX_LOOKED_AT) : text;
    return COORDINATES.matcher(beginning).find();
  }

  /** Whether a keyword is the name of a position or a place, such as {@code exif:GPSLatitude}. */
  public static boolean isNamedBy(String keyword) {
    return NAME.matcher(keyword).matches();
  }
}
