package io.tonework.imaging.file.heif;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a HEIC or AVIF file declares of its pictures (ISO/IEC 23008-12). The largest of the declared
 * sizes counts for the limits; tiles and previews are smaller than the picture they belong to.
 */
public final class HeifHeader {
  private static final Set<String> SEQUENCES = Set.of("avis", "msf1", "hevc", "hevx");

  private final Bytes bytes;
  private final HeifItems items;
  private long width;
  private long height;
  private int bits = 8;
  private boolean icc;
  private boolean alpha;

  private HeifHeader(byte[] file) {
    bytes = Bytes.bigEndian(file);
    items = HeifItems.parse(file);
    items
        .meta()
        .ifPresent(meta -> {
          for (HeifBox box : meta.children(bytes, 4)) {
            if (box.type().equals("iprp")) {
              box.children(bytes, 0).stream()
                  .filter(inner -> inner.type().equals("ipco"))
                  .flatMap(ipco -> ipco.children(bytes, 0).stream())
                  .forEach(this::property);
            }
          }
        });
  }

  public static HeifHeader parse(byte[] file) {
    return new HeifHeader(file);
  }

  /** The file. */
  public Bytes bytes() {
    return bytes;
  }

  /** The items of the file. */
  public HeifItems items() {
    return items;
  }

  public ImageInfo info(ImageFormat format) {
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new CorruptImage(format + ": no picture size in the file");
    }
    // the decoder turns the picture upright by the file's own transformations
    boolean turned = isTurned();
    return new ImageInfo(
        format,
        (int) (turned ? height : width),
        (int) (turned ? width : height),
        alpha ? 4 : 3,
        bits,
        1,
        icc,
        frames());
  }

  /** Pictures of a sequence, where the file is one in the first place. */
  private int frames() {
    List<HeifBox> top = items.topLevel();
    boolean sequence =
        top.getFirst().type().equals("ftyp")
            && SEQUENCES.contains(bytes.text(top.getFirst().content(), 4));
    long most = 1;
    for (HeifBox box : top) {
      if (sequence && box.type().equals("moov")) {
        most = Math.max(most, samples(box, 0));
      }
    }
    return Math.clamp(most, 1, Integer.MAX_VALUE);
  }

  /** The samples of the longest track below a box. */
  private long samples(HeifBox box, int depth) {
    return switch (box.type()) {
      case "stsz" -> bytes.u32(box.content() + 8L);
      case "moov", "trak", "mdia", "minf", "stbl" ->
          depth > 5
              ? 0
              : box.children(bytes, 0).stream()
                  .mapToLong(child -> samples(child, depth + 1))
                  .max()
                  .orElse(0);
      default -> 0;
    };
  }

  /** Whether the decoder turns the picture by a quarter. */
  private boolean isTurned() {
    return rotation() >= 5;
  }

  /**
   * By how much the decoder rotates the picture, as an orientation of EXIF: 1, 3, 6 or 8. It may
   * mirror it besides.
   */
  public int rotation() {
    int quarters =
        items.properties(items.primary()).stream()
            .filter(box -> box.type().equals("irot"))
            .mapToInt(box -> bytes.u8(box.content()) & 3)
            .sum();
    // against the clock in the file, with it in EXIF
    return switch (quarters & 3) {
      case 1 -> 8;
      case 2 -> 3;
      case 3 -> 6;
      default -> 1;
    };
  }

  /** Whether the decoder mirrors the picture; editions of the standard disagree about which way. */
  public boolean isMirrored() {
    return items.properties(items.primary()).stream().anyMatch(box -> box.type().equals("imir"));
  }

  /**
   * Whether both colour differences of the picture are halved both ways, as in 4:2:0.
   *
   * @return empty if the file does not say
   */
  public Optional<Boolean> chromaHalvedBothWays() {
    // of a grid, its tiles say
    Set<Integer> pictures = new TreeSet<>(items.sourcesOf(items.primary()));
    pictures.add(items.primary());
    return pictures.stream()
        .flatMap(item -> items.properties(item).stream())
        .map(this::isHalved)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<Boolean> isHalved(HeifBox box) {
    return switch (box.type()) {
      // chroma_format_idc of HEVCDecoderConfigurationRecord (ISO/IEC 14496-15, 8.3.3.1)
      case "hvcC" -> Optional.of((bytes.u8(box.content() + 16L) & 3) <= 1);
      // chroma_subsampling_x and _y of AV1CodecConfigurationRecord (AV1 in ISOBMFF, 2.3.3)
      case "av1C" -> Optional.of((bytes.u8(box.content() + 2L) >> 2 & 3) == 3);
      default -> Optional.empty();
    };
  }

  /** EXIF, XMP and colour profile of the picture. */
  public Metadata metadata() {
    byte @Nullable [] exif = null;
    byte @Nullable [] xmp = null;
    for (HeifItems.Item item : items.items()) {
      if (item.type().equals("Exif") && exif == null) {
        // an item begins with the distance to its TIFF structure (23008-12, A.2.1)
        exif = BlockHead.exifAtOffset(items.data(item.id()));
      } else if (item.content().equals(HeifItems.XMP_TYPE) && xmp == null) {
        xmp = items.data(item.id());
      }
    }
    return new Metadata(exif, xmp, null, profile());
  }

  private byte @Nullable [] profile() {
    return colour("prof")
        .or(() -> colour("rICC"))
        .map(box -> bytes.slice(box.content() + 4L, box.end()))
        .orElse(null);
  }

  /** The numbers that say what the samples mean (ITU-T H.273); empty if the file does not say. */
  public Optional<CodedColour> codedColour() {
    return colour("nclx")
        .map(box -> new CodedColour(bytes.u16(box.content() + 4L), bytes.u16(box.content() + 6L)));
  }

  /** The colour box of a kind that the picture has, or its tiles. */
  Optional<HeifBox> colour(String kind) {
    List<HeifBox> all = new ArrayList<>(items.properties(items.primary()));
    items.sourcesOf(items.primary()).forEach(tile -> all.addAll(items.properties(tile)));
    return all.stream()
        .filter(box -> box.type().equals("colr") && bytes.has(box.content(), kind))
        .findFirst();
  }

  private void property(HeifBox box) {
    long from = box.content();
    switch (box.type()) {
      case "ispe" -> size(bytes.u32(from + 4), bytes.u32(from + 8));
      case "pixi" -> bits = Math.max(bits, bytes.u8(from + 5));
      case "auxC" -> alpha |= isAlpha(bytes, box);
      case "colr" -> icc |= bytes.has(from, "prof") || bytes.has(from, "rICC");
      default -> {}
    }
  }

  /** Whether the auxiliary picture with this {@code auxC} property is transparency. */
  public static boolean isAlpha(Bytes bytes, HeifBox auxC) {
    String urn = auxiliaryType(bytes, auxC);
    return urn.contains("alpha") || urn.equals("urn:mpeg:hevc:2015:auxid:1");
  }

  /** What an auxiliary picture is, by its {@code auxC} property. */
  public static String auxiliaryType(Bytes bytes, HeifBox auxC) {
    int from = Math.min(auxC.content() + 4, auxC.end());
    String text = bytes.text(from, Math.min(auxC.end() - from, 200));
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private void size(long w, long h) {
    if (w * h > width * height) {
      width = w;
      height = h;
    }
  }
}
