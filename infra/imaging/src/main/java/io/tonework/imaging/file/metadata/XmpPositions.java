package io.tonework.imaging.file.metadata;

import io.tonework.imaging.file.metadata.XmpTree.Node;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a packet whatever says where the photo was taken or what place it shows, under any
 * namespace: drones write their position under their maker's, and editors keep whole packets in
 * others.
 */
final class XmpPositions {
  /** Coordinates by any name, and the notes of makers, which may hold some. */
  private static final Pattern COORDINATES =
      Pattern.compile(
          "(?i).*(?:gps|latitude|longitude|altitude|geotag|geohash|geolocation|makernote).*"
              + "|shotLocation|coordinates");

  /** Names of places; those of a creator's address have other names. */
  private static final Pattern PLACES =
      Pattern.compile(
          "Location|LocationCreated|LocationShown|LocationName|LocationId|Sublocation|City|ProvinceState"
              + "|Country|CountryName|CountryCode|WorldRegion");

  private XmpPositions() {}

  /** What people write text into, and the keywords of machines. */
  private static final Pattern FREE_TEXT =
      Pattern.compile("dc:.*|photoshop:.*|exif:UserComment|tiff:ImageDescription|lr:.*");

  /** Adds the edits. */
  static void remove(XmpTree tree, XmpEdits edits) {
    for (Node node : tree.nodes()) {
      String local = node.local();
      if (COORDINATES.matcher(local).matches()
          || PLACES.matcher(local).matches()
          || node.name().startsWith("geo:")
          || node.name().equals("photoshop:State")) {
        edits.remove(node);
      } else if (FREE_TEXT.matcher(node.name()).matches()) {
        Stream.concat(Stream.of(node), tree.inside(node, "rdf:li").stream())
            .filter(part -> part.plain() && PositionText.isIn(edits.value(part)))
            .forEach(edits::remove);
      }
    }
  }
}
