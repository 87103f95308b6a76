package io.tonework.imaging.file.metadata;

import io.tonework.imaging.file.metadata.XmpTree.Node;
import java.util.regex.Pattern;

/**
 * Takes out of a packet whatever says where the photo was taken or what place it shows, under any
 * namespace: drones write their position under their maker's, and editors keep whole packets in
 * others.
 */
final class XmpPositions {
  /** Coordinates by any name, and the notes of makers, which may hold some. */
  private static final Pattern COORDINATES =
      Pattern.compile(
          "(?i).*(?:gps|latitude|longitude|altitude|geotag|geohash|geolocation|makernote|plus_?code|openlocationcode|what3words).*"
              + "|shotLocation|coordinates");

  /** Names of places; those of a creator's address have other names. */
  private static final Pattern PLACES =
      Pattern.compile(
          "Location|LocationCreated|LocationShown|LocationName|LocationId|Sublocation|City|ProvinceState"
              + "|Country|CountryName|CountryCode|WorldRegion");

  private XmpPositions() {}

  /** Pairs of numbers in these are places in the picture, or speak of its making. */
  private static final Pattern OF_THE_PICTURE =
      Pattern.compile(
          "(?:crs|crd|crss|mwg-rs|stArea|stDim|MP|MPRI|MPReg|apple-fi|aux|exifEX|Device|Item"
              + "|Container|GPano|GImage|GDepth|GFocus|GCamera|GContainer|xmpMM|stEvt|stRef):.*"
              + "|(?:exif|tiff):(?!UserComment|ImageDescription).*");

  /** Adds the edits. */
  static void remove(XmpTree tree, XmpEdits edits) {
    int pictureEnd = 0;
    // in the order in which they begin
    for (Node node : tree.nodes()) {
      String local = node.local();
      if (COORDINATES.matcher(local).matches()
          || PLACES.matcher(local).matches()
          || node.name().startsWith("geo:")
          || node.name().equals("photoshop:State")) {
        edits.remove(node);
      } else if (OF_THE_PICTURE.matcher(node.name()).matches()) {
        pictureEnd = Math.max(pictureEnd, node.to());
      } else if (node.from() >= pictureEnd
          && node.plain()
          && PositionText.isIn(edits.value(node))) {
        edits.remove(node);
      }
    }
  }
}
