package io.tonework.imaging.file.tiff;

import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.PhotoshopResources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies tags between TIFF structures: from an EXIF block into a TIFF file, and from a TIFF file
 * into an EXIF block. Directories are appended, so nothing that is there moves. Every tag goes
 * along save those that say how the pixels are stored, which the encoder states anew.
 */
public final class TiffTags {
  /** How the samples are stored: types, sizes, strips, tiles, coding, extra channels. */
  private static final Set<Integer> STORAGE =
      Set.of(
          0x00FE, 0x00FF, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x0107, 0x0108, 0x0109, 0x010A,
          0x0111, 0x0115, 0x0116, 0x0117, 0x0118, 0x0119, 0x011C, 0x0120, 0x0121, 0x0122, 0x0123,
          0x0124, 0x0125, 0x013D, 0x0140, 0x0141, 0x0142, 0x0143, 0x0144, 0x0145, 0x014C, 0x014D,
          0x014E, 0x0150, 0x0152, 0x0153, 0x0154, 0x0155, 0x0156, 0x015B, 0x0200, 0x0201, 0x0202,
          0x0203, 0x0205, 0x0206, 0x0207, 0x0208, 0x0209, 0x0211, 0x0212, 0x0213, 0x0214);

  /** What is carried as a block of its own. */
  private static final Set<Integer> BLOCKS =
      Set.of(TiffHeader.XMP, TiffHeader.IPTC, TiffHeader.PHOTOSHOP, TiffHeader.ICC);

  /** Private tags from here on are Canon's of the sensor and those of DNG. */
  private static final int FIRST_OF_DNG = 0xC500;

  /** Patterns of colour filters, and the like of TIFF/EP (ISO 12234-2). */
  private static final Set<Integer> SENSOR =
      Set.of(0x828D, 0x828E, 0x9211, 0x9212, 0x9213, 0x9214, 0x9215, 0x9216, 0x9217);

  private static final int MAKER_NOTE = 0x927C;
  private static final int GLOBAL_PARAMETERS_IFD = 0x0190;
  private static final int LAYERS = 0x935C;

  /** Private tags larger than this are data of some program, not a description. */
  private static final int MAX_PRIVATE_BYTES = 16 << 10;

  private byte[] data;
  private final boolean littleEndian;

  private TiffTags(byte[] data) {
    this.data = data;
    this.littleEndian = data[0] == 'I';
  }

  /**
   * The descriptive ones of the entries of a TIFF file as an EXIF block; null if it has none.
   *
   * @param littleEndian the byte order of the file
   */
  static byte @Nullable [] exifOf(List<TiffEntry> entries, boolean littleEndian) {
    List<TiffEntry> descriptive = descriptive(entries);
    return descriptive.isEmpty() ? null : block(descriptive, littleEndian);
  }

  /** A structure of these entries alone. */
  static byte[] block(List<TiffEntry> entries, boolean littleEndian) {
    byte[] empty =
        littleEndian
            ? new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0}
            : new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0};
    return new TiffTags(empty).withFirstDirectory(entries, littleEndian);
  }

  /**
   * As {@link #exifOf}, of a camera's raw file: without what describes the sensor, which would make
   * a finished picture look like a raw one, and without the maker's notes, whose places are those
   * of the raw file.
   */
  static byte @Nullable [] exifOfRaw(List<TiffEntry> entries, boolean littleEndian) {
    List<TiffEntry> ofPhoto =
        descriptive(entries).stream()
            .filter(entry -> entry.tag() < FIRST_OF_DNG && !SENSOR.contains(entry.tag()))
            .map(TiffTags::withoutMakerNote)
            .toList();
    return ofPhoto.isEmpty() ? null : block(ofPhoto, littleEndian);
  }

  private static TiffEntry withoutMakerNote(TiffEntry entry) {
    List<TiffEntry> kept =
        entry.children().stream().filter(child -> child.tag() != MAKER_NOTE).toList();
    return new TiffEntry(entry.tag(), entry.type(), entry.count(), entry.value(), kept);
  }

  /** Whether there are maker's notes among the entries of a raw file. */
  static boolean hasMakerNote(List<TiffEntry> entries) {
    return entries.stream()
        .flatMap(entry -> entry.children().stream())
        .anyMatch(entry -> entry.tag() == MAKER_NOTE);
  }

  /** The names of what {@link #exifOf} leaves out though it is not about storage. */
  static Stream<String> dropped(List<TiffEntry> entries) {
    return entries.stream()
        .filter(entry -> !STORAGE.contains(entry.tag()) && !BLOCKS.contains(entry.tag()))
        .filter(entry -> !saysUpright(entry))
        // pictures are named where it is known which of them is the photo
        .filter(entry -> entry.tag() != TiffDirectory.SUB_IFDS && !isDescriptive(entry))
        .map(entry ->
            switch (entry.tag()) {
              case LAYERS -> "Photoshop layers";
              default -> "TIFF tag 0x%04X".formatted(entry.tag());
            });
  }

  /** Puts EXIF, XMP, IPTC, Photoshop resources and profile into a TIFF file. */
  public static byte[] inject(byte[] encoded, Metadata metadata) {
    List<TiffEntry> entries = new ArrayList<>();
    boolean sourceLittle = encoded[0] == 'I';
    if (metadata.exif() != null && metadata.exif().length >= 14) {
      entries.addAll(descriptive(entries(metadata.exif())));
      sourceLittle = metadata.exif()[0] == 'I';
    }
    add(entries, TiffHeader.XMP, 1, metadata.xmp());
    if (metadata.photoshop() != null) {
      add(entries, TiffHeader.IPTC, 7, PhotoshopResources.iptc(metadata.photoshop()));
      add(entries, TiffHeader.PHOTOSHOP, 1, PhotoshopResources.others(metadata.photoshop()));
    }
    add(entries, TiffHeader.ICC, 7, metadata.icc());
    return new TiffTags(encoded).withFirstDirectory(entries, sourceLittle);
  }

  private static void add(List<TiffEntry> entries, int tag, int type, byte @Nullable [] block) {
    if (block != null) {
      entries.add(new TiffEntry(tag, type, block.length, block, List.of()));
    }
  }

  /** The entries of the first directory of a TIFF structure, with their values. */
  static List<TiffEntry> entries(byte[] structure) {
    Bytes bytes = new Bytes(structure, structure[0] == 'I');
    return TiffEntry.directory(bytes, TiffEntry.first(bytes), 0);
  }

  private static List<TiffEntry> descriptive(List<TiffEntry> entries) {
    return entries.stream().filter(TiffTags::isDescriptive).toList();
  }

  private static boolean isDescriptive(TiffEntry entry) {
    int tag = entry.tag();
    boolean elsewhere =
        STORAGE.contains(tag)
            || saysUpright(entry)
            || BLOCKS.contains(tag)
            || tag == TiffDirectory.SUB_IFDS
            || tag == GLOBAL_PARAMETERS_IFD
            || tag == LAYERS;
    boolean tooLarge = tag >= 0x8000 && entry.value().length > MAX_PRIVATE_BYTES;
    return !elsewhere && !tooLarge;
  }

  /** An orientation of 1, which goes without saying. */
  private static boolean saysUpright(TiffEntry entry) {
    byte[] value = entry.value();
    return entry.tag() == TiffHeader.ORIENTATION && value.length == 2 && value[0] + value[1] == 1;
  }

  /** The structure with its first directory rewritten at the end, the given entries put in. */
  private byte[] withFirstDirectory(List<TiffEntry> added, boolean addedLittleEndian) {
    Bytes bytes = new Bytes(data, littleEndian);
    long first = bytes.u32(4);
    Set<Integer> replaced = Set.copyOf(added.stream().map(TiffEntry::tag).distinct().toList());
    List<TiffEntry> all = new ArrayList<>();
    for (TiffEntry entry : TiffEntry.directory(bytes, first, TiffEntry.MAX_DEPTH - 1)) {
      if (!replaced.contains(entry.tag()) && !saysUpright(entry)) {
        all.add(entry);
      }
    }
    for (TiffEntry entry : added) {
      all.add(entry.in(addedLittleEndian, littleEndian));
    }
    int next = (int) bytes.u32(first + 2 + bytes.u16(first) * 12L);
    int at = directory(all, next);
    put32(4, at);
    return data;
  }

  /** Appends a directory and all that it points to; says where it begins. */
  private int directory(List<TiffEntry> entries, int next) {
    List<TiffEntry> sorted =
        entries.stream().sorted(Comparator.comparingInt(TiffEntry::tag)).toList();
    int at = reserve(2 + sorted.size() * 12 + 4);
    put16(at, sorted.size());
    int slot = at + 2;
    for (TiffEntry entry : sorted) {
      put16(slot, entry.tag());
      put16(slot + 2, entry.type());
      put32(slot + 4, (int) entry.count());
      if (!entry.children().isEmpty()) {
        int child = directory(entry.children(), 0);
        put16(slot + 2, 4);
        put32(slot + 8, child);
      } else if (entry.value().length > 4) {
        int to = reserve(entry.value().length);
        System.arraycopy(entry.value(), 0, data, to, entry.value().length);
        put32(slot + 8, to);
      } else {
        System.arraycopy(entry.value(), 0, data, slot + 8, entry.value().length);
      }
      slot += 12;
    }
    put32(slot, next);
    return at;
  }

  private int reserve(int bytes) {
    int at = data.length + (data.length & 1);
    data = Arrays.copyOf(data, Math.addExact(at, bytes));
    return at;
  }

  private void put16(int at, int value) {
    data[at] = (byte) (littleEndian ? value : value >> 8);
    data[at + 1] = (byte) (littleEndian ? value >> 8 : value);
  }

  private void put32(int at, int value) {
    put16(at, littleEndian ? value : value >>> 16);
    put16(at + 2, littleEndian ? value >>> 16 : value);
  }
}
