package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edits an EXIF block in place (Exif 2.32; TIFF 6.0), so that everything that is not edited, maker
 * notes with their absolute offsets included, stays byte for byte where it was. A block that cannot
 * be understood is left as it is.
 */
public final class ExifBlock {
  private static final int IMAGE_WIDTH = 0x0100;
  private static final int IMAGE_LENGTH = 0x0101;
  private static final int ORIENTATION = 0x0112;
  private static final int X_RESOLUTION = 0x011A;
  private static final int Y_RESOLUTION = 0x011B;
  private static final int SOFTWARE = 0x0131;
  private static final int EXIF_IFD = 0x8769;
  private static final int GPS_IFD = 0x8825;
  private static final int INTEROP_IFD = 0xA005;

  /** No value of the standard, but one that cameras write. */
  private static final int ADOBE_RGB = 2;

  private static final int UNCALIBRATED = 0xFFFF;
  private static final int COLOUR_SPACE = 0xA001;
  private static final int INTEROP_INDEX = 0x0001;
  private static final int PIXEL_X = 0xA002;
  private static final int PIXEL_Y = 0xA003;
  private static final int RELATED_WIDTH = 0x1001;
  private static final int RELATED_LENGTH = 0x1002;
  private static final int SUBJECT_AREA = 0x9214;
  private static final int FOCAL_PLANE_X = 0xA20E;
  private static final int FOCAL_PLANE_Y = 0xA20F;
  private static final int SUBJECT_LOCATION = 0xA214;
  private static final int BYTE = 1;
  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int SIGNED_BYTE = 6;
  private static final int SIGNED_SHORT = 8;
  private static final int SIGNED_LONG = 9;
  private static final int ENTRY_BYTES = 12;
  private static final int MAX_ENTRIES = 1000;
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private final byte[] data;
  private final Bytes bytes;

  private ExifBlock(byte[] data) {
    this.data = data;
    this.bytes = new Bytes(data, data.length > 0 && data[0] == 'I');
  }

  /**
   * The orientation, 1..8: one whole number, of whatever width and sign. 1 if there is none, or
   * none that all readers would take alike: of several values, out of range, a fraction or text, or
   * twice and not the same.
   */
  public static int orientation(byte[] exif) {
    ExifBlock block = new ExifBlock(exif);
    return block.orientation(block.firstIfd());
  }

  private int orientation(int ifd) {
    int found = 1;
    for (int entry : findAll(ifd, ORIENTATION)) {
      long value = wholeNumber(entry);
      if (value < 1 || value > 8 || (found != 1 && value != found)) {
        return 1;
      }
      found = (int) value;
    }
    return found;
  }

  /** The only value of an entry, if it is a whole number; else -1. */
  private long wholeNumber(int entry) {
    if (bytes.u32(entry + 4L) != 1) {
      return -1;
    }
    return switch (bytes.u16(entry + 2L)) {
      case BYTE, SIGNED_BYTE -> bytes.u8(entry + 8L);
      case SHORT, SIGNED_SHORT -> bytes.u16(entry + 8L);
      case LONG, SIGNED_LONG -> bytes.u32(entry + 8L);
      default -> -1;
    };
  }

  /**
   * Whether the block says Adobe RGB in the way cameras do: colour space "uncalibrated" and
   * interoperability index R03 (DCF 2.0, 2.2.3).
   */
  public static boolean saysAdobeRgb(byte[] exif) {
    ExifBlock block = new ExifBlock(exif);
    int ifd = block.sub(block.firstIfd(), EXIF_IFD);
    int space = block.find(ifd, COLOUR_SPACE);
    int index = block.find(block.sub(ifd, INTEROP_IFD), INTEROP_INDEX);
    if (space < 0) {
      return false;
    }
    int value = block.bytes.u16(space + 8L);
    return value == ADOBE_RGB
        || (value == UNCALIBRATED && index >= 0 && block.bytes.has(index + 8L, "R03"));
  }

  /**
   * A copy for a rendered picture: upright, the preview cut off, size and subject area those of the
   * result.
   *
   * @param software what the Software tag is set to; null leaves it alone
   * @return the block; what it said of a subject whose place cannot be told any more is named
   */
  public static Carried forRendered(byte[] exif, Turn turn, @Nullable String software) {
    ExifBlock block = new ExifBlock(exif.clone());
    int first = block.firstIfd();
    if (first < 0) {
      return Carried.whole(exif);
    }
    List<String> dropped = new ArrayList<>();
    int ifd = block.sub(first, EXIF_IFD);
    if (!turn.keepsPlaces()) {
      boolean known = turn.known() && block.orientation(first) == turn.orientation();
      boolean turned = block.turnSubject(ifd, known ? turn : null);
      dropped.addAll(turned ? List.of() : List.of("subject area"));
    }
    if (turn.swapsSides()) {
      block.swap(first, X_RESOLUTION, Y_RESOLUTION);
      block.swap(ifd, FOCAL_PLANE_X, FOCAL_PLANE_Y);
    }
    if (turn.upright()) {
      block.findAll(first, ORIENTATION).forEach(block::putUpright);
    }
    int interoperability = block.sub(ifd, INTEROP_IFD);
    block.setNumber(block.find(first, IMAGE_WIDTH), turn.width());
    block.setNumber(block.find(first, IMAGE_LENGTH), turn.height());
    block.setNumber(block.find(ifd, PIXEL_X), turn.width());
    block.setNumber(block.find(ifd, PIXEL_Y), turn.height());
    block.setNumber(block.find(interoperability, RELATED_WIDTH), turn.width());
    block.setNumber(block.find(interoperability, RELATED_LENGTH), turn.height());
    byte[] cut = block.withoutPreview(first);
    return new Carried(software == null ? cut : withSoftware(cut, software), dropped);
  }

  /** A new block that holds a Software tag only. */
  public static byte[] fresh(String software) {
    byte[] empty = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0};
    return withSoftware(empty, software);
  }

  /** Moves the first directory to the end of the block with the tag put in; the rest stays. */
  private static byte[] withSoftware(byte[] exif, String software) {
    ExifBlock old = new ExifBlock(exif);
    int first = old.firstIfd();
    byte[] text = (software + "\0").getBytes(US_ASCII);
    int count = old.bytes.u16(first);
    int existing = old.find(first, SOFTWARE);
    int entries = existing >= 0 ? count : count + 1;
    int base = exif.length + (exif.length & 1);
    int textAt = base + 2 + entries * ENTRY_BYTES + 4;
    ExifBlock made = new ExifBlock(Arrays.copyOf(exif, textAt + text.length));
    made.put32(4, base);
    made.put16(base, entries);
    int to = base + 2;
    boolean placed = false;
    for (int i = 0; i < count; i++) {
      int from = first + 2 + i * ENTRY_BYTES;
      int tag = old.bytes.u16(from);
      if (!placed && tag >= SOFTWARE) {
        made.putSoftware(to, textAt, text);
        to += ENTRY_BYTES;
        placed = true;
      }
      if (tag != SOFTWARE) {
        System.arraycopy(exif, from, made.data, to, ENTRY_BYTES);
        to += ENTRY_BYTES;
      }
    }
    if (!placed) {
      made.putSoftware(to, textAt, text);
    }
    System.arraycopy(text, 0, made.data, textAt, text.length);
    return made.data;
  }

  private void putSoftware(int entry, int textAt, byte[] text) {
    put16(entry, SOFTWARE);
    put16(entry + 2, 2);
    put32(entry + 4, text.length);
    if (text.length > 4) {
      put32(entry + 8, textAt);
    } else {
      System.arraycopy(text, 0, data, entry + 8, text.length);
    }
  }

  /** Makes an entry of the orientation say 1, in the type that the standard gives it. */
  private void putUpright(int entry) {
    put16(entry + 2, SHORT);
    put32(entry + 4, 1);
    put32(entry + 8, 0);
    put16(entry + 8, 1);
  }

  /** Exchanges the values of two tags of one type and count. */
  private void swap(int ifd, int one, int other) {
    int x = find(ifd, one);
    int y = find(ifd, other);
    if (x >= 0
        && y >= 0
        && bytes.u16(x + 2L) == bytes.u16(y + 2L)
        && bytes.u32(x + 4L) == bytes.u32(y + 4L)) {
      byte[] kept = bytes.slice(x + 8L, x + 12L);
      System.arraycopy(data, y + 8, data, x + 8, 4);
      System.arraycopy(kept, 0, data, y + 8, 4);
    }
  }

  /**
   * Turns what says where the subject is; takes it out where that cannot be done.
   *
   * @param turn null if it is not known how
   * @return false if something was taken out
   */
  private boolean turnSubject(int ifd, @Nullable Turn turn) {
    boolean all = true;
    for (int tag : new int[] {SUBJECT_AREA, SUBJECT_LOCATION}) {
      int entry = find(ifd, tag);
      if (entry >= 0 && (turn == null || !turnPlace(entry, turn))) {
        remove(ifd, entry);
        all = false;
      }
    }
    return all;
  }

  /** A point, a circle by its centre, or a rectangle by its centre, in stored pixels. */
  private boolean turnPlace(int entry, Turn turn) {
    int type = bytes.u16(entry + 2L);
    long count = bytes.u32(entry + 4L);
    int unit = type == SHORT ? 2 : 4;
    long at = count * unit <= 4 ? entry + 8L : bytes.u32(entry + 8L);
    if ((type != SHORT && type != LONG)
        || count < 2
        || count > 4
        || at < 8
        || at + count * unit > data.length) {
      return false;
    }
    long[] values = new long[(int) count];
    for (int i = 0; i < count; i++) {
      values[i] = unit == 2 ? bytes.u16(at + 2L * i) : bytes.u32(at + 4L * i);
    }
    long[] moved = turn.moved(values);
    if (moved == null) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      int to = (int) at + unit * i;
      if (unit == 2) {
        put16(to, (int) moved[i]);
      } else {
        put32(to, (int) moved[i]);
      }
    }
    return true;
  }

  /** Takes an entry out of its directory; what follows the directory stays where it is. */
  private void remove(int ifd, int entry) {
    int count = bytes.u16(ifd);
    int end = ifd + 2 + count * ENTRY_BYTES + 4;
    System.arraycopy(data, entry + ENTRY_BYTES, data, entry, end - entry - ENTRY_BYTES);
    Arrays.fill(data, end - ENTRY_BYTES, end, (byte) 0);
    put16(ifd, count - 1);
  }

  private byte[] withoutPreview(int first) {
    int link = first + 2 + bytes.u16(first) * ENTRY_BYTES;
    long second = bytes.u32(link);
    put32(link, 0);
    // writers put the preview's directory and then its bytes last; cut there if nothing follows
    int end = second > 0 && second < data.length ? previewStart((int) second) : -1;
    return end > 0 ? Arrays.copyOf(data, end) : data;
  }

  private int previewStart(int second) {
    int offset = find(second, 0x0201);
    int length = find(second, 0x0202);
    if (offset < 0 || length < 0) {
      return -1;
    }
    long from = bytes.u32(offset + 8L);
    boolean isLast = from > second && from + bytes.u32(length + 8L) >= data.length - 16L;
    return isLast && highestUsed() <= second ? second : -1;
  }

  /** The end of the furthest value that the directories other than the preview's point to. */
  private long highestUsed() {
    int first = firstIfd();
    int exif = sub(first, EXIF_IFD);
    long highest = 0;
    for (int ifd : new int[] {first, exif, sub(first, GPS_IFD), sub(exif, INTEROP_IFD)}) {
      if (ifd >= 0) {
        int count = bytes.u16(ifd);
        highest = Math.max(highest, ifd + 6L + (long) count * ENTRY_BYTES);
        for (int i = 0; i < count; i++) {
          int entry = ifd + 2 + i * ENTRY_BYTES;
          if (valueBytes(entry) > 4) {
            highest = Math.max(highest, bytes.u32(entry + 8L) + valueBytes(entry));
          }
        }
      }
    }
    return highest;
  }

  private int firstIfd() {
    boolean known = bytes.has(0, "II*\0") || bytes.has(0, "MM\0*");
    return known && data.length >= 14 ? checkedIfd(bytes.u32(4)) : -1;
  }

  /** The directory that an entry points to, or -1. */
  private int sub(int ifd, int tag) {
    int entry = find(ifd, tag);
    return entry < 0 ? -1 : checkedIfd(bytes.u32(entry + 8L));
  }

  private int checkedIfd(long at) {
    if (at < 8 || at + 6 > data.length) {
      return -1;
    }
    int count = bytes.u16(at);
    boolean fits = count <= MAX_ENTRIES && at + 2 + (long) count * ENTRY_BYTES + 4 <= data.length;
    return fits ? (int) at : -1;
  }

  /** Where the first entry of a tag begins, or -1. */
  private int find(int ifd, int tag) {
    List<Integer> all = findAll(ifd, tag);
    return all.isEmpty() ? -1 : all.getFirst();
  }

  /** Where the entries of a tag begin; a sound directory has one at most. */
  private List<Integer> findAll(int ifd, int tag) {
    List<Integer> found = new ArrayList<>();
    if (ifd >= 0 && checkedIfd(ifd) >= 0) {
      int count = bytes.u16(ifd);
      for (int i = 0; i < count; i++) {
        int entry = ifd + 2 + i * ENTRY_BYTES;
        if (bytes.u16(entry) == tag) {
          found.add(entry);
        }
      }
    }
    return found;
  }

  private long valueBytes(int entry) {
    int type = bytes.u16(entry + 2L);
    return type < TYPE_BYTES.length ? bytes.u32(entry + 4L) * TYPE_BYTES[type] : 0;
  }

  private void setNumber(int entry, int value) {
    if (entry >= 0 && bytes.u16(entry + 2L) == SHORT && value <= 0xFFFF) {
      put16(entry + 8, value);
    } else if (entry >= 0 && bytes.u16(entry + 2L) == LONG) {
      put32(entry + 8, value);
    }
  }

  private void put16(int at, int value) {
    data[at] = (byte) (bytes.littleEndian() ? value : value >> 8);
    data[at + 1] = (byte) (bytes.littleEndian() ? value >> 8 : value);
  }

  private void put32(int at, int value) {
    put16(at, bytes.littleEndian() ? value : value >>> 16);
    put16(at + 2, bytes.littleEndian() ? value >>> 16 : value);
  }
}
