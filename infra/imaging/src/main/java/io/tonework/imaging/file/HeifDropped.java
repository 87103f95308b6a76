package io.tonework.imaging.file;

import io.tonework.imaging.file.heif.HeifBox;
import io.tonework.imaging.file.heif.HeifHeader;
import io.tonework.imaging.file.heif.HeifItems;
import io.tonework.imaging.file.metadata.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names what a HEIC or AVIF file holds beside its picture, its transparency, its previews and the
 * metadata that are carried: gain maps, depth, further pictures, films, manifests.
 */
final class HeifDropped {
  private static final Set<String> TOP_LEVEL =
      Set.of("ftyp", "meta", "mdat", "free", "skip", "wide", "pitm", "styp");
  // what the decoder has applied, and what speaks of the coding alone
  private static final Set<String> PROPERTIES =
      Set.of(
          "ispe", "pixi", "colr", "hvcC", "av1C", "irot", "imir", "clap", "pasp", "auxC", "lsel",
          "a1op", "a1lx", "lhvC", "oinf", "tols", "rloc", "iscl");
  private static final byte[] C2PA = {
    (byte) 0xD8, (byte) 0xFE, (byte) 0xC3, (byte) 0xD6, 0x1B, 0x0E, 0x48, 0x3C
  };

  private final HeifHeader header;
  private final Bytes bytes;
  private final HeifItems items;
  private final Set<Integer> accounted = new HashSet<>();
  private final List<String> names = new ArrayList<>();

  private HeifDropped(HeifHeader header) {
    this.header = header;
    bytes = header.bytes();
    items = header.items();
  }

  static List<String> of(HeifHeader header) {
    HeifDropped dropped = new HeifDropped(header);
    dropped.items.topLevel().forEach(dropped::topLevel);
    dropped.picture(dropped.items.primary());
    dropped.items.properties(dropped.items.primary()).stream()
        .map(HeifBox::type)
        .filter(type -> !PROPERTIES.contains(type))
        .forEach(type -> dropped.names.add("HEIF " + DroppedBlocks.printable(type)));
    dropped.auxiliaries(dropped.items.primary());
    dropped.others();
    return dropped.names;
  }

  private void topLevel(HeifBox box) {
    switch (box.type()) {
      case "moov" -> names.add("film");
      case "mpvd" -> names.add("motion photo");
      case "uuid" -> names.add(isC2pa(box) ? "C2PA" : "HEIF uuid");
      default -> {
        if (!TOP_LEVEL.contains(box.type())) {
          names.add("HEIF " + DroppedBlocks.printable(box.type()));
        }
      }
    }
  }

  private boolean isC2pa(HeifBox box) {
    for (int i = 0; i < C2PA.length; i++) {
      if (box.content() + i >= box.end()
          || bytes.u8(box.content() + (long) i) != (C2PA[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /** A picture, its tiles and its previews. */
  private void picture(int item) {
    if (accounted.add(item)) {
      items.sourcesOf(item).forEach(this::picture);
      items.referringTo(item, "thmb").forEach(this::picture);
    }
  }

  private void auxiliaries(int item) {
    for (int auxiliary : items.referringTo(item, "auxl")) {
      String type =
          items.properties(auxiliary).stream()
              .filter(box -> box.type().equals("auxC"))
              .map(box -> HeifHeader.auxiliaryType(bytes, box))
              .findFirst()
              .orElse("");
      picture(auxiliary);
      boolean alpha =
          items.properties(auxiliary).stream()
              .anyMatch(box -> box.type().equals("auxC") && HeifHeader.isAlpha(bytes, box));
      if (!alpha) {
        names.add(auxiliaryName(type));
      }
    }
  }

  private static String auxiliaryName(String urn) {
    if (urn.toLowerCase(java.util.Locale.ROOT).contains("gainmap")) {
      return "gain map";
    }
    if (urn.equals("urn:mpeg:hevc:2015:auxid:2")) {
      return "depth map";
    }
    String last = urn.substring(urn.lastIndexOf(':') + 1);
    return ("auxiliary picture " + DroppedBlocks.printable(last)).strip();
  }

  private void others() {
    for (HeifItems.Item item : items.items()) {
      boolean carried =
          accounted.contains(item.id())
              || header.exifItem().equals(Optional.of(item))
              || header.xmpItem().equals(Optional.of(item));
      // what describes another picture goes with that picture, which is named
      if (!carried && items.describesPrimary(item.id())) {
        names.add(otherName(item));
      }
    }
  }

  private static String otherName(HeifItems.Item item) {
    return switch (item.type()) {
      case "tmap" -> "gain map";
      case "hvc1", "av01", "grid", "iden", "iovl", "jpeg", "avc1" -> "further picture";
      case "mime" -> "HEIF " + item.content().replaceAll("[^A-Za-z0-9./+-]", "?");
      default -> "HEIF " + DroppedBlocks.printable(item.type());
    };
  }
}
