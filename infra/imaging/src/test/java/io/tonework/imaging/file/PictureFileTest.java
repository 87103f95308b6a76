package io.tonework.imaging.file;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;
import static io.tonework.imaging.file.HandMade.vp8;
import static io.tonework.imaging.file.HandMade.vp8l;
import static io.tonework.imaging.file.HandMade.vp8x;
import static io.tonework.imaging.file.HandMade.webp;
import static io.tonework.imaging.file.HandMade.webpChunk;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.develop.Dng;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.metadata.Chromaticities;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PictureFileTest {
  private static final int W = 48;
  private static final int H = 40;
  private static final TestImages.Samples PATTERN = (x, y, c) -> (x * 5 + y * 3 + 60 * c) & 0xFF;
  private static final byte[] EXIF = TestImages.exif(6);
  private static final byte[] XMP = TestImages.xmp(6);
  private static final byte[] PHOTOSHOP = TestImages.photoshop();
  private static final byte[] ICC = TestImages.p3(2.2);
  private static final Metadata ALL = new Metadata(EXIF, XMP, PHOTOSHOP, ICC);

  /** Every answer at once. */
  record Answers(
      ImageInfo info,
      Optional<CodedColour> codedColour,
      Optional<Chromaticities> chromaticities,
      boolean hasInks,
      boolean isLossless,
      OptionalInt quality,
      boolean isChromaHalvedAt95,
      boolean isChromaHalvedAt80,
      List<String> dropped) {
    static Answers of(PictureFile file) {
      return new Answers(
          file.info(),
          file.codedColour(),
          file.chromaticities(),
          file.hasInks(),
          file.isLossless(),
          file.quality(),
          file.isChromaHalved(95),
          file.isChromaHalved(80),
          file.dropped(file.format()));
    }
  }

  private static byte[] jpeg() {
    byte[] plain = TestImages.jpeg(W, H, 3, 2, 2, true, PATTERN);
    return TestImages.withSegments(
        TestImages.with(plain, ImageFormat.JPEG, ALL), TestImages.segment(0xE2, "MPF\0index"));
  }

  private static byte[] png() {
    byte[] plain = TestImages.file(ImageFormat.PNG, W, H, 4, 16, PATTERN);
    return TestImages.withChunks(
        TestImages.with(plain, ImageFormat.PNG, ALL),
        TestImages.chunk("cICP", "\11\15\0\1"),
        TestImages.chunk("gAMA", "\0\0\261\217"),
        TestImages.chunk("caBX", "manifest"));
  }

  private static byte[] tiff() {
    byte[] plain = TestImages.file(ImageFormat.TIFF, W, H, 3, 8, PATTERN);
    return TestImages.with(plain, ImageFormat.TIFF, ALL);
  }

  private static byte[] webp() {
    return HandMade.webp(
        vp8x(0x3C, W, H),
        webpChunk("ICCP", ICC),
        vp8l(W, H, true),
        webpChunk("EXIF", EXIF),
        webpChunk("XMP ", XMP),
        webpChunk("C2PA", text("manifest")));
  }

  private static byte[] heic() {
    return HeifMaker.of("heic", W, H)
        .property(1, HandMade.fullBox("pixi", 0, 0, bytes(3, 10, 10, 10)))
        .property(1, HandMade.box("irot", bytes(1)))
        .property(1, HandMade.box("hvcC", new byte[16], bytes(1)))
        .colour("prof", ICC)
        .exif(2, EXIF, "Exif\0\0")
        .mime(3, "application/rdf+xml", XMP)
        .item(4, "hvc1")
        .then(HandMade.box("mpvd", text("film")))
        .file();
  }

  private static byte[] avif() {
    return HeifMaker.of("avif", W, H)
        .property(1, HandMade.box("av1C", bytes(0x81, 0, 0)))
        .colour("nclx", joined(shorts(12, 13, 0), bytes(0x80)))
        .file();
  }

  static Stream<Arguments> formats() {
    Optional<CodedColour> rec2020 = Optional.of(new CodedColour(9, 13));
    Optional<CodedColour> p3 = Optional.of(new CodedColour(12, 13));
    Optional<Chromaticities> bt709 =
        Optional.of(new Chromaticities(List.of(.3127, .3290, .64, .33, .30, .60, .15, .06), 0));
    OptionalInt none = OptionalInt.empty();
    return Stream.of(
        Arguments.of(
            jpeg(),
            new Answers(
                new ImageInfo(ImageFormat.JPEG, W, H, 3, 8, 6, true, 1),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                OptionalInt.of(97),
                true,
                true,
                List.of("MPF"))),
        Arguments.of(
            png(),
            new Answers(
                new ImageInfo(ImageFormat.PNG, W, H, 4, 16, 6, true, 1),
                rec2020,
                bt709,
                false,
                true,
                none,
                false,
                true,
                List.of("C2PA"))),
        Arguments.of(
            tiff(),
            new Answers(
                new ImageInfo(ImageFormat.TIFF, W, H, 3, 8, 6, true, 1),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                none,
                false,
                true,
                List.of())),
        Arguments.of(
            webp(),
            new Answers(
                new ImageInfo(ImageFormat.WEBP, W, H, 4, 8, 6, true, 1),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                none,
                false,
                false,
                List.of("C2PA"))),
        Arguments.of(
            heic(),
            new Answers(
                // turned by a quarter, as it is decoded
                new ImageInfo(ImageFormat.HEIC, H, W, 3, 10, 1, true, 1),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                none,
                true,
                true,
                List.of("motion photo", "further picture"))),
        Arguments.of(
            avif(),
            new Answers(
                new ImageInfo(ImageFormat.AVIF, W, H, 3, 8, 1, false, 1),
                p3,
                Optional.empty(),
                false,
                false,
                none,
                false,
                false,
                List.of())));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldAnswerEveryQuestionWhenTheFileIsOfAFormatThatIsRead(byte[] bytes, Answers expected) {
    PictureFile file = PictureFile.of(bytes);

    assertThat(Answers.of(file)).isEqualTo(expected);
    assertThat(file.bytes()).isSameAs(bytes);
    assertThat(file.format()).isEqualTo(expected.info.format());
  }

  @Test
  void shouldGiveEveryBlockWhenTheFormatHasAPlaceForIt() {
    for (byte[] bytes : List.of(jpeg(), png())) {
      Metadata found = PictureFile.of(bytes).metadata();
      assertThat(found.exif()).isEqualTo(EXIF);
      assertThat(found.xmp()).isEqualTo(XMP);
      assertThat(found.photoshop()).isEqualTo(PHOTOSHOP);
      assertThat(found.icc()).isEqualTo(ICC);
    }
    for (byte[] bytes : List.of(webp(), heic())) {
      Metadata found = PictureFile.of(bytes).metadata();
      assertThat(found.exif()).isEqualTo(EXIF);
      assertThat(found.xmp()).isEqualTo(XMP);
      assertThat(found.photoshop()).isNull();
      assertThat(found.icc()).isEqualTo(ICC);
    }
    Metadata ofTiff = PictureFile.of(tiff()).metadata();
    assertThat(ofTiff.xmp()).isEqualTo(XMP);
    assertThat(ofTiff.icc()).isEqualTo(ICC);
    assertThat(latin1(ofTiff.exif())).as("the tags as a block").contains("Acme");
    assertThat(latin1(ofTiff.photoshop())).contains("alps");
    assertThat(PictureFile.of(avif()).metadata()).isEqualTo(Metadata.NONE);
  }

  private static String latin1(byte @Nullable [] bytes) {
    return new String(Objects.requireNonNull(bytes), ISO_8859_1);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void shouldParseOnceHoweverMuchIsAsked(byte[] original, Answers expected) {
    // Given a file whose header was read
    byte[] bytes = original.clone();
    PictureFile file = PictureFile.of(bytes);

    // When nothing of its structure is left to be read again
    destroyStructure(bytes);

    // Then
    assertThatThrownBy(() -> PictureFile.of(bytes)).isInstanceOf(ImageException.class);
    if (!(file instanceof TiffFile)) {
      assertThat(Answers.of(file)).isEqualTo(expected);
      assertThat(file.metadata()).isSameAs(file.metadata());
    }
  }

  /** What comes before the first block that holds something, and what says where each begins. */
  private static void destroyStructure(byte[] bytes) {
    if (PictureFile.of(bytes) instanceof JpegFile jpeg) {
      jpeg.header()
          .segments()
          .forEach(segment -> Arrays.fill(bytes, segment.offset() - 4, segment.offset(), (byte) 0));
    } else if (PictureFile.of(bytes) instanceof PngFile png) {
      png.header()
          .chunks()
          .forEach(chunk -> Arrays.fill(bytes, chunk.offset() - 8, chunk.offset(), (byte) 0));
    } else if (PictureFile.of(bytes) instanceof WebpFile webp) {
      webp.header()
          .chunks()
          .forEach(chunk -> Arrays.fill(bytes, chunk.offset() - 8, chunk.offset(), (byte) 0));
    }
    Arrays.fill(bytes, 0, 12, (byte) 0);
  }

  @Test
  void shouldGatherTheTagsOfATiffOnce() {
    // Given
    byte[] bytes = tiff();
    PictureFile file = PictureFile.of(bytes);
    Metadata metadata = file.metadata();
    List<String> dropped = file.dropped(ImageFormat.TIFF);

    // When
    Arrays.fill(bytes, 0, bytes.length, (byte) 0);

    // Then
    assertThat(file.metadata()).isSameAs(metadata);
    assertThat(file.dropped(ImageFormat.TIFF)).isSameAs(dropped);
    assertThat(file.info().width()).isEqualTo(W);
  }

  @Test
  void shouldHoldTheLimitsAgainstTheHeader() {
    byte[] file = jpeg();

    assertThat(PictureFile.of(file, ImageLimits.DEFAULT).info().width()).isEqualTo(W);
    assertThatThrownBy(() -> PictureFile.of(file, new ImageLimits(100, 1 << 20, 1 << 10, 1)))
        .isInstanceOf(TooManyBytes.class)
        .hasMessage("the file has %d bytes; the limit is 100", file.length);
    assertThatThrownBy(() -> PictureFile.of(file, new ImageLimits(1 << 20, 1 << 20, W - 1, 1)))
        .isInstanceOf(TooManyPixels.class)
        .hasMessage("the picture is 48 x 40 pixels; the limit for a side is 47");
  }

  @ParameterizedTest
  @CsvSource({"GIF89a......,GIF", "8BPS....,PSD", "%PDF-1.7,PDF", "<svg/>,SVG"})
  void shouldRefuseByNameWhatIsOnlyRecognised(String head, String name) {
    assertThatThrownBy(
            () -> PhotoFile.of(HandMade.text(head), Set.of(ImageFormat.JXL, ImageFormat.RAW)))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessage(
            name + " is not accepted; accepted are JPEG, PNG, TIFF, WebP, AVIF and HEIC, JXL, RAW");
  }

  @Test
  void shouldTellUndevelopedFilesFromPicturesWhenTheyAreSwitchedOn() {
    byte[] dng = Dng.of(16, 12, 3, (x, y, c) -> x + y + c);
    byte[] jxl =
        joined(
            bytes(0, 0, 0, 12),
            HandMade.text("JXL "),
            bytes(0x0D, 0x0A, 0x87, 0x0A),
            HandMade.box("Exif", bytes(0, 0, 0, 2), HandMade.text("..MM exif")),
            HandMade.box("xml ", HandMade.text("<x/>")),
            HandMade.box("brob", HandMade.text("xml packed")),
            HandMade.box("jhgm", HandMade.text("gain")));

    // When
    PhotoFile raw = PhotoFile.of(dng, Set.of(ImageFormat.RAW));
    PhotoFile xl = PhotoFile.of(jxl, Set.of(ImageFormat.JXL));

    // Then
    assertThat(raw).isInstanceOf(RawFile.class);
    assertThat(raw.format()).isEqualTo(ImageFormat.RAW);
    assertThat(latin1(raw.metadata().exif())).contains("Pinhole 1", "A. Photographer");
    assertThat(((UndevelopedFile) raw).lost()).containsExactly(RawFile.SENSOR_DATA);
    assertThat(xl).isInstanceOf(JxlFile.class);
    assertThat(xl.format()).isEqualTo(ImageFormat.JXL);
    assertThat(latin1(xl.metadata().exif())).isEqualTo("MM exif");
    assertThat(latin1(xl.metadata().xmp())).isEqualTo("<x/>");
    assertThat(((UndevelopedFile) xl).lost())
        .containsExactly("compressed metadata (brob)", "gain map");
    assertThatThrownBy(() -> PictureFile.of(dng))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageContaining("tonework.imaging.formats=raw");
  }

  static Stream<Arguments> cutFiles() {
    return Stream.of(
        Arguments.of(jpeg(), 3, "the file ends at byte 3, but its header speaks of bytes 3 to 4"),
        Arguments.of(jpeg(), 30, "the file ends at byte 30, but its header speaks of bytes"),
        Arguments.of(
            png(), 20, "the file ends at byte 20, but its header speaks of bytes 16 to 33"),
        Arguments.of(tiff(), 9, "the file ends at byte 9, but its header speaks of bytes"),
        Arguments.of(webp(), 12, "WebP: no chunk in the file"),
        Arguments.of(
            webp(), 25, "the file ends at byte 25, but its header speaks of bytes 20 to 30"),
        Arguments.of(heic(), 60, "HEIC: no picture size in the file"),
        Arguments.of(avif(), 60, "AVIF: no picture size in the file"));
  }

  @ParameterizedTest
  @MethodSource("cutFiles")
  void shouldSayWhatIsMissingWhenTheFileIsCut(byte[] whole, int length, String reason) {
    assertThatThrownBy(() -> PictureFile.of(Arrays.copyOf(whole, length)))
        .isInstanceOf(CorruptImage.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void shouldAnswerOrGiveAReasonWhateverIsSpoilt() {
    // Given
    List<byte[]> whole = List.of(jpeg(), png(), tiff(), webp(), heic(), avif());
    SplittableRandom random = new SplittableRandom(20261130);

    // When / Then
    int answered = 0;
    for (int i = 0; i < 6000; i++) {
      byte[] spoilt = whole.get(i % whole.size()).clone();
      int range = Math.min(spoilt.length, i % 2 == 0 ? spoilt.length : 700);
      for (int k = 0; k < 1 + i % 7; k++) {
        spoilt[random.nextInt(range)] = (byte) random.nextInt(256);
      }
      try {
        PictureFile file = PictureFile.of(spoilt);
        assertThat(Answers.of(file).info().pixels()).isPositive();
        assertThat(file.metadata()).isSameAs(file.metadata());
        answered++;
      } catch (ImageException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
    assertThat(answered).isBetween(600, 5900);
  }

  @Test
  void shouldNotInflateAPacketForTheHeaderOfAPng() {
    // Given a packet and a profile that cannot be inflated
    byte[] plain = TestImages.file(ImageFormat.PNG, W, H, 3, 8, PATTERN);
    byte[] broken =
        TestImages.withChunks(
            plain,
            TestImages.chunk("iCCP", "profile\0\0not deflated"),
            TestImages.chunk("iTXt", "XML:com.adobe.xmp\0\1\0\0\0not deflated"));

    // When
    PictureFile file = PictureFile.of(broken);

    // Then there is a profile, which cannot be read, and no packet
    assertThat(file.info().hasIcc()).isTrue();
    assertThat(file.metadata().icc()).isEmpty();
    assertThat(file.metadata().xmp()).isNull();
  }

  @Test
  void shouldReadOnWhenAKeywordGoesOnBehindItsChunk() {
    // Given text of five bytes, whose checksum and what follows go on as the keyword of a profile
    byte[] plain = TestImages.file(ImageFormat.PNG, W, H, 3, 8, PATTERN);
    byte[] file =
        joined(
            Arrays.copyOf(plain, 33), HandMade.ints(5), HandMade.text("tEXtRaw profile type exif"));

    assertThat(PictureFile.of(file).info().width()).isEqualTo(W);
  }

  @Test
  void shouldKnowInksBySamplesOfFour() {
    byte[] rgb = TestImages.jpeg(W, H, 3, 1, 1, false, PATTERN);
    byte[] cmyk = rgb.clone();
    int frame =
        IntStream.range(0, rgb.length - 1)
            .filter(i -> rgb[i] == (byte) 0xFF && rgb[i + 1] == (byte) 0xC0)
            .findFirst()
            .orElseThrow();
    cmyk[frame + 9] = 4;

    assertThat(PictureFile.of(rgb).hasInks()).isFalse();
    assertThat(PictureFile.of(cmyk).hasInks()).isTrue();
  }

  @Test
  void shouldTakeTheQualityOfALossyWebpFromItsFrame() {
    PictureFile lossy = PictureFile.of(HandMade.webp(vp8(W, H)));

    assertThat(lossy.info()).isEqualTo(new ImageInfo(ImageFormat.WEBP, W, H, 3, 8, 1, false, 1));
    assertThat(lossy.isLossless()).isFalse();
    assertThat(lossy.isChromaHalved(100)).isTrue();
    assertThat(lossy.quality()).as("nothing after the size").isEmpty();
  }

  @Test
  void shouldKnowOfAReducedCopyBesideThePhoto() {
    byte[] plain = HeifMaker.of("heic", W, H).item(2, "hvc1").file();
    byte[] copied = HeifMaker.of("heic", W, H).item(2, "hvc1").reference("thmb", 2, 1).file();

    assertThat(PictureFile.of(plain).hasReducedCopy()).isFalse();
    assertThat(PictureFile.of(copied).hasReducedCopy()).isTrue();
  }
}
