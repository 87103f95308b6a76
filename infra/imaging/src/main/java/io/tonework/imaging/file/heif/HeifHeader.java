package io.tonework.imaging.file.heif;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a HEIC or AVIF file declares of its primary picture (ISO/IEC 23008-12), which is the one
 * that decoders show. Other pictures of the file may be larger, deeper or transparent.
 */
public final class HeifHeader {
  private static final Set<String> SEQUENCES = Set.of("avis", "msf1", "hevc", "hevx");

  private final Bytes bytes;
  private final HeifItems items;

  private HeifHeader(byte[] file) {
    bytes = Bytes.bigEndian(file);
    items = HeifItems.parse(file);
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

  /** Size, samples and depth of the picture as the decoder shows it. */
  public ImageInfo info(ImageFormat format) {
    PictureSize size = PictureSize.of(bytes, items);
    if (!size.isPossible()) {
      throw new CorruptImage(format + ": no picture size in the file");
    }
    return new ImageInfo(
        format,
        (int) size.width(),
        (int) size.height(),
        hasAlpha() ? 4 : 3,
        bits(),
        1,
        hasProfile(),
        frames());
  }

  private boolean hasAlpha() {
    return items.referringTo(items.primary(), "auxl").stream()
        .flatMap(auxiliary -> items.properties(auxiliary).stream())
        .anyMatch(box -> box.type().equals("auxC") && isAlpha(bytes, box));
  }

  private int bits() {
    return pictureProperties()
        .filter(box -> box.type().equals("pixi"))
        .mapToInt(box -> bytes.u8(box.content() + 5L))
        .reduce(8, Math::max);
  }

  private boolean hasProfile() {
    return colour("prof").or(() -> colour("rICC")).isPresent();
  }

  /** The properties of the picture, then those of its tiles. */
  private Stream<HeifBox> pictureProperties() {
    return Stream.concat(
            Stream.of(items.primary()), new TreeSet<>(items.sourcesOf(items.primary())).stream())
        .flatMap(item -> items.properties(item).stream());
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
    return pictureProperties().map(this::isHalved).flatMap(Optional::stream).findFirst();
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
    // an item begins with the distance to its TIFF structure (23008-12, A.2.1)
    byte @Nullable [] exif =
        exifItem().map(item -> BlockHead.exifAtOffset(items.data(item.id()))).orElse(null);
    byte @Nullable [] xmp = xmpItem().map(item -> items.data(item.id())).orElse(null);
    return new Metadata(exif, xmp, null, profile());
  }

  /** The item with the EXIF of the picture. */
  public Optional<HeifItems.Item> exifItem() {
    return items.items().stream()
        .filter(item -> item.type().equals("Exif") && items.describesPrimary(item.id()))
        .findFirst();
  }

  /** The item with the XMP of the picture; gain maps and other pictures may have one of theirs. */
  public Optional<HeifItems.Item> xmpItem() {
    return items.items().stream()
        .filter(item -> item.content().equals(HeifItems.XMP_TYPE))
        .filter(item -> items.describesPrimary(item.id()))
        .findFirst();
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
    return pictureProperties()
        .filter(box -> box.type().equals("colr") && bytes.has(box.content(), kind))
        .findFirst();
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
}
