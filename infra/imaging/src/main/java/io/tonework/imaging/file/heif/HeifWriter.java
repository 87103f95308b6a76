package io.tonework.imaging.file.heif;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;

import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.heif.HeifItems.Location;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts EXIF and XMP into a HEIC or AVIF file as items that describe its picture (ISO/IEC 23008-12,
 * annexes A and C). The {@code meta} box is written anew, which moves what follows it; the new
 * items' bytes come last. Metadata items of the encoder's own are left out. The colour profile
 * belongs to the coded picture, so the encoder writes it.
 */
public final class HeifWriter {
  private static final String EXIF_PREFIX = "Exif\0\0";

  private final byte[] file;
  private final Bytes bytes;
  private final HeifItems items;
  private final HeifBox meta;
  private final List<Added> added = new ArrayList<>();
  private final Set<Integer> removed;

  /** A new item with its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  private record Added(int id, String type, byte[] data) {}

  private HeifWriter(HeifHeader encoded, Metadata metadata) {
    // two numbers differ at most: the boxes are where they were
    file = withNamedColour(encoded);
    bytes = Bytes.bigEndian(file);
    items = encoded.items();
    removed =
        items.items().stream()
            .filter(item -> item.type().equals("Exif") || item.type().equals("mime"))
            .map(HeifItems.Item::id)
            .collect(toSet());
    wipe();
    meta =
        items.meta().orElseThrow(() -> new IllegalStateException("the encoder wrote no meta box"));
    int next = 1 + items.items().stream().mapToInt(HeifItems.Item::id).max().orElse(0);
    if (metadata.exif() != null) {
      added.add(new Added(next++, "Exif", exifItem(metadata.exif())));
    }
    if (metadata.xmp() != null) {
      added.add(new Added(next, "mime", metadata.xmp()));
    }
  }

  /**
   * Adds the blocks.
   *
   * @param encoded a file with one picture and no metadata items
   */
  public static byte[] inject(HeifHeader encoded, Metadata metadata) {
    HeifWriter writer = new HeifWriter(encoded, metadata);
    return writer.written();
  }

  /**
   * Where the encoder leaves open what the samples mean, and there is no profile, they are sRGB.
   */
  private static byte[] withNamedColour(HeifHeader header) {
    Bytes bytes = header.bytes();
    byte[] named = bytes.array().clone();
    header
        .colour("nclx")
        .filter(box -> header.colour("prof").isEmpty())
        .filter(box -> bytes.u16(box.content() + 4L) == CodedColour.UNSPECIFIED)
        .ifPresent(box -> {
          named[box.content() + 5] = CodedColour.SRGB_PRIMARIES;
          named[box.content() + 7] = CodedColour.SRGB_TRANSFER;
        });
    return named;
  }

  /** What is taken out must not be left in the file: it may say where the photo was taken. */
  private void wipe() {
    for (Location location : items.locations()) {
      if (removed.contains(location.id()) && location.method() == 0) {
        for (long[] extent : location.extents()) {
          long from = location.base() + extent[0];
          bytes.require(from, extent[1]);
          Arrays.fill(file, (int) from, (int) (from + extent[1]), (byte) 0);
        }
      }
    }
  }

  private static byte[] exifItem(byte[] exif) {
    ByteArrayOutputStream item = new ByteArrayOutputStream(exif.length + 10);
    put(item, 4, EXIF_PREFIX.length());
    item.writeBytes(EXIF_PREFIX.getBytes(ISO_8859_1));
    item.writeBytes(exif);
    return item.toByteArray();
  }

  private byte[] written() {
    // numbers have the same width whatever their value: the first pass only tells the length
    long grown = metaBox(0, 0).length - (long) meta.length();
    long payload = file.length + grown + 8;
    long total = payload + added.stream().mapToLong(item -> item.data.length).sum();
    if (total > Integer.MAX_VALUE) {
      throw new UnsupportedImage("the file would have " + total + " bytes");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) total);
    out.write(file, 0, meta.start());
    out.writeBytes(metaBox(grown, payload));
    out.write(file, meta.end(), file.length - meta.end());
    put(out, 4, total - payload + 8);
    out.writeBytes("mdat".getBytes(ISO_8859_1));
    added.forEach(item -> out.writeBytes(item.data));
    return out.toByteArray();
  }

  /**
   * The meta box with the new items.
   *
   * @param grown by how much what follows it moves
   * @param payload where the first new item's bytes will be
   */
  private byte[] metaBox(long grown, long payload) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(file, meta.content(), 4);
    boolean referenced = false;
    for (HeifBox box : meta.children(bytes, 4)) {
      switch (box.type()) {
        case "iinf" -> content.writeBytes(information(box));
        case "iloc" -> content.writeBytes(locations(grown, payload));
        case "iref" -> {
          content.writeBytes(references(box));
          referenced = true;
        }
        default -> content.write(file, box.start(), box.length());
      }
    }
    if (!referenced) {
      content.writeBytes(references(null));
    }
    return box("meta", content.toByteArray());
  }

  private byte[] information(HeifBox iinf) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int version = bytes.u8(iinf.content());
    int width = version == 0 ? 2 : 4;
    long count = version == 0 ? bytes.u16(iinf.content() + 4L) : bytes.u32(iinf.content() + 4L);
    content.write(file, iinf.content(), 4);
    put(content, width, count - removed.size() + added.size());
    for (HeifBox entry : iinf.children(bytes, 4 + width)) {
      if (!removed.contains(HeifItems.idOf(bytes, entry))) {
        content.write(file, entry.start(), entry.length());
      }
    }
    for (Added item : added) {
      ByteArrayOutputStream entry = new ByteArrayOutputStream();
      // version 2; hidden, since it is not a picture to be shown
      put(entry, 4, 2 << 24 | 1);
      put(entry, 2, item.id);
      put(entry, 2, 0);
      boolean mime = item.type.equals("mime");
      String text = item.type + "\0" + (mime ? HeifItems.XMP_TYPE + "\0" : "");
      entry.writeBytes(text.getBytes(ISO_8859_1));
      content.writeBytes(box("infe", entry.toByteArray()));
    }
    return box("iinf", content.toByteArray());
  }

  private byte[] locations(long grown, long payload) {
    List<Location> all = new ArrayList<>();
    for (Location location : items.locations()) {
      if (removed.contains(location.id())) {
        continue;
      }
      List<long[]> extents = new ArrayList<>();
      for (long[] extent : location.extents()) {
        long at = location.base() + extent[0];
        boolean moves = location.method() == 0 && at >= meta.end();
        extents.add(new long[] {moves ? at + grown : at, extent[1]});
      }
      all.add(new Location(location.id(), location.method(), 0, extents));
    }
    long at = payload;
    for (Added item : added) {
      all.add(new Location(item.id, 0, 0, List.of(new long[] {at, item.data.length})));
      at += item.data.length;
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    put(content, 4, 1 << 24);
    put(content, 2, 0x4400); // offsets and lengths of four bytes, no base, no index
    put(content, 2, all.size());
    for (Location location : all) {
      put(content, 2, location.id());
      put(content, 2, location.method());
      put(content, 2, 0);
      put(content, 2, location.extents().size());
      for (long[] extent : location.extents()) {
        put(content, 4, extent[0]);
        put(content, 4, extent[1]);
      }
    }
    return box("iloc", content.toByteArray());
  }

  private byte[] references(@Nullable HeifBox iref) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    boolean wide = iref != null && bytes.u8(iref.content()) > 0;
    if (iref == null) {
      put(content, 4, 0);
    } else {
      content.write(file, iref.content(), 4);
      for (HeifBox reference : iref.children(bytes, 4)) {
        long from = wide ? bytes.u32(reference.content()) : bytes.u16(reference.content());
        if (!removed.contains((int) from)) {
          content.write(file, reference.start(), reference.length());
        }
      }
    }
    int width = wide ? 4 : 2;
    for (Added item : added) {
      ByteArrayOutputStream reference = new ByteArrayOutputStream();
      put(reference, width, item.id);
      put(reference, 2, 1);
      put(reference, width, items.primary());
      content.writeBytes(box("cdsc", reference.toByteArray()));
    }
    return box("iref", content.toByteArray());
  }

  private static byte[] box(String type, byte[] content) {
    ByteArrayOutputStream box = new ByteArrayOutputStream(content.length + 8);
    put(box, 4, content.length + 8L);
    box.writeBytes(type.getBytes(ISO_8859_1));
    box.writeBytes(content);
    return box.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int width, long value) {
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
      out.write((int) (value >> shift));
    }
  }
}
