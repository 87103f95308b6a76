package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Photoshop image resource blocks (Adobe Photoshop File Formats Specification, 2019). */
public final class PhotoshopResources {
  private static final int IPTC = 0x0404;
  private static final int GUIDES = 0x0408;
  private static final int SLICES = 0x041A;
  private static final int EXIF = 0x0422;
  private static final int EXIF_OTHER = 0x0423;
  private static final int XMP = 0x0424;
  private static final int IPTC_DIGEST = 0x0425;
  private static final int FIRST_PATH = 2000;
  private static final int LAST_PATH = 2998;
  private static final int THUMBNAIL_OLD = 0x0409;
  private static final int THUMBNAIL = 0x040C;
  private static final String SIGNATURE = "8BIM";

  private PhotoshopResources() {}

  /** The same resources without the preview, which would show the original. */
  public static byte[] withoutPreview(byte[] resources) {
    return only(resources, id -> !isPreview(id));
  }

  /**
   * The resources for a rendered picture: without previews, and without what speaks of places in a
   * picture that was turned.
   *
   * @param withoutPosition whether coordinates and names of places are removed
   * @return the resources; null if none is left
   */
  public static Carried forRendered(byte[] resources, Turn turn, boolean withoutPosition) {
    Bytes bytes = Bytes.bigEndian(resources);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(resources.length);
    Set<String> dropped = new LinkedHashSet<>();
    byte @Nullable [] iptc = null;
    int at = 0;
    for (Resource resource : all(bytes)) {
      at = resource.end;
      int id = resource.id;
      if (isPreview(id)) {
        continue;
      }
      if (!turn.keepsPlaces() && isPlace(id)) {
        dropped.add("Photoshop paths and guides");
        continue;
      }
      byte[] data = bytes.slice(resource.from, resource.to);
      Carried now = edited(id, data, turn, withoutPosition, iptc);
      dropped.addAll(now.dropped());
      byte[] block = now.block();
      iptc = id == IPTC ? block : iptc;
      if (Arrays.equals(block, data)) {
        kept.write(resources, resource.start, resource.end - resource.start);
      } else if (block != null) {
        put(kept, id, block);
      }
    }
    if (!withoutPosition) {
      // what is not understood is kept
      kept.writeBytes(Arrays.copyOfRange(resources, at, resources.length));
    } else if (at < resources.length) {
      dropped.add("Photoshop resources that cannot be read");
    }
    return new Carried(kept.size() == 0 ? null : kept.toByteArray(), List.copyOf(dropped));
  }

  /** One resource as it is to be. */
  private static Carried edited(
      int id, byte[] data, Turn turn, boolean withoutPosition, byte @Nullable [] iptc) {
    return switch (id) {
      case IPTC -> {
        byte[] record = withoutPosition ? IptcRecord.withoutPlaces(data) : data;
        yield new Carried(record.length == 0 ? null : record, List.of());
      }
      // nobody needs the digest of a record that is gone
      case IPTC_DIGEST ->
          !withoutPosition
              ? Carried.whole(data)
              : new Carried(iptc == null ? null : IptcRecord.digest(iptc), List.of());
      case EXIF, EXIF_OTHER ->
          withoutPosition
              ? new Carried(null, List.of("EXIF in Photoshop resources"))
              : turn.upright() ? ExifBlock.forRendered(data, turn, null) : Carried.whole(data);
      case XMP ->
          withoutPosition || turn.upright()
              ? XmpPacket.forRendered(data, turn, withoutPosition, null)
              : Carried.whole(data);
      default -> Carried.whole(data);
    };
  }

  private static boolean isPreview(int id) {
    return id == THUMBNAIL || id == THUMBNAIL_OLD;
  }

  private static boolean isPlace(int id) {
    return id == GUIDES || id == SLICES || (id >= FIRST_PATH && id <= LAST_PATH);
  }

  /** The same resources without the IPTC record; null if there is no other. */
  public static byte @Nullable [] others(byte[] resources) {
    byte[] others = only(resources, id -> id != IPTC);
    return others.length == 0 ? null : others;
  }

  /** The IPTC record (IIM 4.2) among the resources; null if there is none. */
  public static byte @Nullable [] iptc(byte[] resources) {
    byte[] one = only(resources, id -> id == IPTC);
    Bytes bytes = Bytes.bigEndian(one);
    if (one.length < 12 || !bytes.has(0, SIGNATURE) || bytes.u16(4) != IPTC) {
      return null;
    }
    int at = size(bytes, 0);
    long length = Math.min(bytes.u32(at), one.length - at - 4L);
    return bytes.slice(at + 4L, at + 4L + length);
  }

  /**
   * Resources that hold an IPTC record.
   *
   * @param resources what is there, or null
   * @param iptc the record, padded or not; it is left out if the resources have one already
   */
  public static byte @Nullable [] withIptc(byte @Nullable [] resources, byte @Nullable [] iptc) {
    if (iptc == null || (resources != null && iptc(resources) != null)) {
      return resources;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (resources != null) {
      out.writeBytes(resources);
    }
    put(out, IPTC, iptc);
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int id, byte[] data) {
    out.writeBytes(SIGNATURE.getBytes(ISO_8859_1));
    out.writeBytes(new byte[] {(byte) (id >> 8), (byte) id, 0, 0});
    for (int shift = 24; shift >= 0; shift -= 8) {
      out.write(data.length >> shift);
    }
    out.writeBytes(data);
    if ((data.length & 1) == 1) {
      out.write(0);
    }
  }

  /** Both, one after the other. */
  public static byte[] joined(byte @Nullable [] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (first != null) {
      out.writeBytes(first);
    }
    out.writeBytes(second);
    return out.toByteArray();
  }

  private static byte[] only(byte[] resources, IntPredicate wanted) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(resources.length);
    int at = 0;
    for (Resource resource : all(Bytes.bigEndian(resources))) {
      if (wanted.test(resource.id)) {
        kept.write(resources, resource.start, resource.end - resource.start);
      }
      at = resource.end;
    }
    // what is not understood is kept
    kept.writeBytes(Arrays.copyOfRange(resources, at, resources.length));
    return kept.toByteArray();
  }

  /**
   * One resource.
   *
   * @param start where its signature is
   * @param from where its data begin
   * @param to the first byte after its data
   * @param end the first byte after it, padding included
   */
  private record Resource(int id, int start, int from, int to, int end) {}

  /** The resources up to the first that cannot be understood. */
  private static List<Resource> all(Bytes bytes) {
    List<Resource> found = new ArrayList<>();
    int at = 0;
    while (at + 12 <= bytes.length() && bytes.has(at, SIGNATURE)) {
      int size = size(bytes, at);
      if (size + 4 > bytes.length()) {
        break;
      }
      long length = bytes.u32(size);
      int to = (int) Math.min(bytes.length(), size + 4 + length);
      int end = (int) Math.min(bytes.length(), size + 4 + length + (length & 1));
      found.add(new Resource(bytes.u16(at + 4L), at, size + 4, to, end));
      at = end;
    }
    return found;
  }

  /** Where the length of the resource at a place is: after its name. */
  private static int size(Bytes bytes, int at) {
    int name = 1 + bytes.u8(at + 6L);
    return at + 6 + name + (name & 1);
  }
}
