package io.tonework.imaging.matrix;

import io.tonework.imaging.file.format.ImageFormat;

/**
 * A file that says in some way how its picture is to be turned.
 *
 * @param name format, place, byte order, type and value, in words
 * @param file the file; its stored picture has quarters of red, green, blue and white
 * @param from the format of the file
 * @param to the format that it is rendered into
 * @param orientation by which the picture must be turned, as EXIF counts; 0 if picture and tags
 *     must both be left as they are, since readers disagree
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Row(String name, byte[] file, ImageFormat from, ImageFormat to, int orientation) {
  /** The colours of the corners as stored and as turned by each orientation. */
  private static final String[] CORNERS = {
    "RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"
  };

  static Row turned(String name, ImageFormat format, byte[] file, int orientation) {
    return new Row(name + " " + orientation, file, format, format, orientation);
  }

  static Row left(String name, ImageFormat format, byte[] file) {
    return new Row(name, file, format, format, 0);
  }

  Row into(ImageFormat other) {
    return new Row(name + " into " + other, file, from, other, orientation);
  }

  /** The corners of the finished picture: top left, top right, bottom left, bottom right. */
  String corners() {
    return CORNERS[Math.max(0, orientation - 1)];
  }

  /** The corners of the stored picture. */
  static String stored() {
    return CORNERS[0];
  }

  @Override
  public String toString() {
    return name;
  }
}
