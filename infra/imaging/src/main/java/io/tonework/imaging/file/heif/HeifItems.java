package io.tonework.imaging.file.heif;

import static java.util.stream.Collectors.toSet;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The items of a HEIC or AVIF file: pictures, metadata, what belongs to what (ISO/IEC 14496-12,
 * 8.11 and 23008-12). Reads the boxes, not what is coded in them.
 */
public final class HeifItems {
  public static final String XMP_TYPE = "application/rdf+xml";
  private static final int MAX_ITEMS = 20_000;

  /**
   * One item.
   *
   * @param type four characters, such as {@code hvc1}, {@code Exif} or {@code mime}
   * @param content the media type of a {@code mime} item, otherwise empty
   */
  public record Item(int id, String type, String content) {}

  /**
   * Where an item's bytes are.
   *
   * @param method 0 in the file, 1 in the {@code idat} box
   * @param base added to the offset of every extent
   * @param extents pairs of offset and length
   */
  record Location(int id, int method, long base, List<long[]> extents) {}

  /** One item that refers to others: {@code thmb}, {@code auxl}, {@code dimg}, {@code cdsc}... */
  public record Reference(String type, int from, List<Integer> to) {}

  private final Bytes bytes;
  private final List<HeifBox> topLevel;
  private final @Nullable HeifBox meta;
  private final Map<String, HeifBox> parts = new HashMap<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Location> locations = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();
  private final Map<Integer, List<HeifBox>> properties = new HashMap<>();
  private List<HeifBox> allProperties = List.of();
  private int primary;

  private HeifItems(byte[] file) {
    bytes = Bytes.bigEndian(file);
    topLevel = HeifBox.in(bytes, 0, file.length);
    meta = topLevel.stream().filter(box -> box.type().equals("meta")).findFirst().orElse(null);
    if (meta == null) {
      return;
    }
    for (HeifBox box : meta.children(bytes, 4)) {
      parts.putIfAbsent(box.type(), box);
    }
    readPrimary();
    readInfo();
    readLocations();
    readReferences();
    readProperties();
  }

  /**
   * Reads the items; a file without them has none.
   *
   * @throws CorruptImage if a box speaks of what is not there
   */
  static HeifItems parse(byte[] file) {
    return new HeifItems(file);
  }

  public int primary() {
    return primary;
  }

  public List<Item> items() {
    return items;
  }

  List<Location> locations() {
    return locations;
  }

  public List<Reference> references() {
    return references;
  }

  /** The boxes of the file. */
  public List<HeifBox> topLevel() {
    return topLevel;
  }

  /** The {@code meta} box. */
  Optional<HeifBox> meta() {
    return Optional.ofNullable(meta);
  }

  /** The properties of an item in their order, such as {@code ispe}, {@code colr}, {@code irot}. */
  public List<HeifBox> properties(int item) {
    return properties.getOrDefault(item, List.of());
  }

  /** The properties of the file, of whichever item. */
  List<HeifBox> allProperties() {
    return allProperties;
  }

  /**
   * Whether an item with metadata speaks of the primary picture or of its tiles: it does where it
   * says so, or does not say what it speaks of.
   */
  public boolean describesPrimary(int item) {
    List<Reference> described =
        references.stream()
            .filter(reference -> reference.type.equals("cdsc") && reference.from == item)
            .toList();
    Set<Integer> picture = new HashSet<>(sourcesOf(primary));
    picture.add(primary);
    return described.isEmpty()
        || described.stream()
            .anyMatch(reference -> reference.to.stream().anyMatch(picture::contains));
  }

  /** The items that refer to one in this way: its thumbnails, its auxiliary pictures. */
  public Set<Integer> referringTo(int item, String type) {
    return references.stream()
        .filter(reference -> reference.type.equals(type) && reference.to.contains(item))
        .map(Reference::from)
        .collect(toSet());
  }

  /** The items that one is derived from. */
  public Set<Integer> sourcesOf(int item) {
    return references.stream()
        .filter(reference -> reference.type.equals("dimg") && reference.from == item)
        .flatMap(reference -> reference.to.stream())
        .collect(toSet());
  }

  /** The bytes of an item; empty if it has none here. */
  byte[] data(int item) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    HeifBox idat = parts.get("idat");
    for (Location location : locations) {
      if (location.id != item || (location.method == 1 && idat == null) || location.method > 1) {
        continue;
      }
      long origin = location.method == 1 && idat != null ? idat.content() : 0;
      for (long[] extent : location.extents) {
        long from = origin + location.base + extent[0];
        // no length means up to the end
        long to = extent[1] == 0 ? bytes.length() : from + extent[1];
        if (data.size() + to - from > bytes.length()) {
          throw new CorruptImage("item " + item + " is longer than its file");
        }
        data.writeBytes(bytes.slice(from, to));
      }
    }
    return data.toByteArray();
  }

  private void readPrimary() {
    HeifBox pitm = parts.get("pitm");
    if (pitm != null) {
      boolean wide = bytes.u8(pitm.content()) > 0;
      primary = (int) (wide ? bytes.u32(pitm.content() + 4L) : bytes.u16(pitm.content() + 4L));
    }
  }

  private void readInfo() {
    HeifBox iinf = parts.get("iinf");
    if (iinf == null) {
      return;
    }
    int skip = bytes.u8(iinf.content()) == 0 ? 6 : 8;
    for (HeifBox infe : iinf.children(bytes, skip)) {
      int version = bytes.u8(infe.content());
      if (!infe.type().equals("infe") || version < 2 || items.size() >= MAX_ITEMS) {
        continue;
      }
      int id = idOf(bytes, infe);
      long at = infe.content() + (version == 2 ? 8L : 10L);
      String type = bytes.text(at, 4);
      String content = "";
      if (type.equals("mime")) {
        long text = at + 4 + zeroTerminated(at + 4, infe.end()).length() + 1;
        content = zeroTerminated(text, infe.end());
      }
      items.add(new Item(id, type, content));
    }
  }

  /** The item that an {@code infe} box is about. */
  static int idOf(Bytes bytes, HeifBox infe) {
    long at = infe.content() + 4L;
    return (int) (bytes.u8(infe.content()) < 3 ? bytes.u16(at) : bytes.u32(at));
  }

  private String zeroTerminated(long from, long to) {
    long end = from;
    while (end < to && bytes.u8(end) != 0) {
      end++;
    }
    return bytes.text(from, (int) Math.max(0, end - from));
  }

  private void readLocations() {
    HeifBox iloc = parts.get("iloc");
    if (iloc == null) {
      return;
    }
    int version = bytes.u8(iloc.content());
    int sizes = bytes.u16(iloc.content() + 4L);
    int index = version == 0 ? 0 : sizes & 0xF;
    long at = iloc.content() + 6L;
    long count = version < 2 ? bytes.u16(at) : bytes.u32(at);
    at += version < 2 ? 2 : 4;
    for (long i = 0; i < count && i < MAX_ITEMS; i++) {
      int id = (int) (version < 2 ? bytes.u16(at) : bytes.u32(at));
      at += version < 2 ? 2 : 4;
      int method = version == 0 ? 0 : bytes.u16(at) & 0xF;
      at += version == 0 ? 2 : 4; // the data reference, and before it the method
      long base = number(at, sizes >> 4 & 0xF);
      at += sizes >> 4 & 0xF;
      int extentCount = bytes.u16(at);
      at += 2;
      List<long[]> extents = new ArrayList<>();
      for (int k = 0; k < extentCount; k++) {
        at += index;
        long offset = number(at, sizes >> 12);
        at += sizes >> 12;
        extents.add(new long[] {offset, number(at, sizes >> 8 & 0xF)});
        at += sizes >> 8 & 0xF;
      }
      locations.add(new Location(id, method, base, extents));
    }
  }

  private long number(long at, int size) {
    return switch (size) {
      case 0 -> 0;
      case 4 -> bytes.u32(at);
      case 8 -> bytes.u64(at);
      default -> throw new CorruptImage("item locations with numbers of " + size + " bytes");
    };
  }

  private void readReferences() {
    HeifBox iref = parts.get("iref");
    if (iref == null) {
      return;
    }
    boolean wide = bytes.u8(iref.content()) > 0;
    int step = wide ? 4 : 2;
    for (HeifBox box : iref.children(bytes, 4)) {
      int from = (int) (wide ? bytes.u32(box.content()) : bytes.u16(box.content()));
      int count = bytes.u16((long) box.content() + step);
      List<Integer> to = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        long at = box.content() + step + 2L + (long) i * step;
        to.add((int) (wide ? bytes.u32(at) : bytes.u16(at)));
      }
      references.add(new Reference(box.type(), from, List.copyOf(to)));
    }
  }

  private void readProperties() {
    HeifBox iprp = parts.get("iprp");
    if (iprp == null) {
      return;
    }
    List<HeifBox> all = new ArrayList<>();
    allProperties = all;
    for (HeifBox box : iprp.children(bytes, 0)) {
      if (box.type().equals("ipco")) {
        all.addAll(box.children(bytes, 0));
      } else if (box.type().equals("ipma")) {
        readAssociations(box, all);
      }
    }
  }

  private void readAssociations(HeifBox ipma, List<HeifBox> all) {
    int version = bytes.u8(ipma.content());
    boolean wide = (bytes.u8(ipma.content() + 3L) & 1) == 1;
    long count = bytes.u32(ipma.content() + 4L);
    long at = ipma.content() + 8L;
    for (long i = 0; i < count && i < MAX_ITEMS; i++) {
      int id = (int) (version == 0 ? bytes.u16(at) : bytes.u32(at));
      at += version == 0 ? 2 : 4;
      int associations = bytes.u8(at++);
      List<HeifBox> own = properties.computeIfAbsent(id, none -> new ArrayList<>());
      for (int k = 0; k < associations; k++) {
        int property = wide ? bytes.u16(at) & 0x7FFF : bytes.u8(at) & 0x7F;
        at += wide ? 2 : 1;
        if (property >= 1 && property <= all.size()) {
          own.add(all.get(property - 1));
        }
      }
    }
  }
}
