package io.tonework.imaging.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tonework.imaging.Fuzz;
import io.tonework.imaging.TestImages;
import io.tonework.imaging.colour.CarriedMap;
import io.tonework.imaging.colour.IccProfile;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.JpegFile;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every codec must do alike. */
public abstract class ImageCodecContract {
  private static final int W = 97;
  private static final int H = 61;

  /** Brighter and warmer, smooth, within 0..1. */
  protected static final RgbFunction WARM =
      (rgb, out, points) -> {
        for (int p = 0; p < points * 3; p += 3) {
          out[p] = (float) Math.pow(rgb[p] * 0.97 + 0.02, 0.8);
          out[p + 1] = (float) Math.pow(rgb[p + 1] * 0.97 + 0.02, 0.85);
          out[p + 2] = 0.9f * rgb[p + 2] * (0.6f + 0.4f * rgb[p]);
        }
      };

  protected static final ColourMap WARM_MAP = ColourMap.of(Lattice.build(65, WARM));
  protected static final EncodeOptions UNTOUCHED = new EncodeOptions(null, null, false, null);

  /** The codec under test. */
  protected abstract ImageCodec codec(ImageLimits limits);

  private ImageCodec codec() {
    return codec(ImageLimits.DEFAULT);
  }

  private static TestImages.Samples noise(int bits, long seed) {
    int[] values = new Random(seed).ints(W * H * 4, 0, 1 << bits).toArray();
    return (x, y, c) -> values[(y * W + x) * 4 + c];
  }

  protected static byte[] photo(int width, int height, int quality) {
    return SyntheticPhoto.jpeg(Scene.PRODUCT, width, height, 3, CaptureFault.NONE, quality);
  }

  @ParameterizedTest
  @CsvSource({
    "PNG,1,8",
    "PNG,2,8",
    "PNG,3,8",
    "PNG,4,8",
    "PNG,1,16",
    "PNG,2,16",
    "PNG,3,16",
    "PNG,4,16",
    "TIFF,1,8",
    "TIFF,3,8",
    "TIFF,4,8",
    "TIFF,1,16",
    "TIFF,3,16",
    "TIFF,4,16"
  })
  void shouldKeepEverySampleWhenTheMapIsTheIdentity(ImageFormat format, int channels, int bits) {
    // Given
    byte[] original = TestImages.file(format, W, H, channels, bits, noise(bits, 1));

    // When
    RenderedImage rendered = codec().render(original, ColourMap.identity(), UNTOUCHED);

    // Then
    assertThat(rendered.bitsPerChannel()).isEqualTo(bits);
    assertThat(rendered.format()).isEqualTo(format);
    assertThat(rendered.lost()).isEmpty();
    assertThat(TestImages.samples(rendered.bytes())).isEqualTo(TestImages.samples(original));
  }

  @ParameterizedTest
  @CsvSource({"3,8,1", "4,8,1", "3,16,90", "4,16,90"})
  void shouldEqualTheExactMapWithinALevelWhenRendered(int channels, int bits, int tolerance) {
    // Given
    byte[] original = TestImages.file(ImageFormat.PNG, W, H, channels, bits, noise(bits, 2));
    float full = (1 << bits) - 1f;

    // When
    int[] got = TestImages.samples(codec().render(original, WARM_MAP, UNTOUCHED).bytes());

    // Then
    int[] before = TestImages.samples(original);
    float[] in = new float[3];
    float[] out = new float[3];
    int worst = 0;
    for (int i = 0; i < before.length; i += channels) {
      for (int c = 0; c < 3; c++) {
        in[c] = before[i + c] / full;
      }
      WARM.map(in, out, 1);
      for (int c = 0; c < 3; c++) {
        worst = Math.max(worst, Math.abs(got[i + c] - Math.round(out[c] * full)));
      }
      if (channels == 4) {
        assertThat(got[i + 3]).isEqualTo(before[i + 3]);
      }
    }
    assertThat(worst).isLessThanOrEqualTo(tolerance);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.8, 2.2})
  void shouldRenderInThePhotosOwnSpaceWhenItHasAWideProfile(double gamma) {
    // Given
    byte[] icc = TestImages.p3(gamma);
    byte[] plain = TestImages.file(ImageFormat.PNG, W, H, 3, 8, noise(8, 3));
    byte[] original = TestImages.withIcc(plain, ImageFormat.PNG, icc);

    // When
    RenderedImage rendered = codec().render(original, WARM_MAP, UNTOUCHED);

    // Then the profile is still there and the colours are those of the exact map
    assertThat(PictureFile.of(rendered.bytes()).metadata().icc()).isEqualTo(icc);
    int[] before = TestImages.samples(original);
    int[] got = TestImages.samples(rendered.bytes());
    float[] in = new float[before.length];
    float[] exact = new float[before.length];
    for (int i = 0; i < in.length; i++) {
      in[i] = before[i] / 255f;
    }
    new CarriedMap(WARM, IccProfile.parse(icc).rgb().orElseThrow()).map(in, exact, W * H);
    double sum = 0;
    for (int i = 0; i < in.length; i++) {
      sum += Math.abs(got[i] - Math.clamp(exact[i], 0f, 1f) * 255);
    }
    assertThat(sum / in.length).isLessThan(0.5);
  }

  @Test
  void shouldNotClipWideColoursWhenTheMapIsTheIdentity() {
    // Given colours of Display P3 that sRGB cannot show
    byte[] icc = TestImages.p3(2.2);
    byte[] plain = TestImages.file(ImageFormat.PNG, W, H, 3, 8, noise(8, 4));
    byte[] original = TestImages.withIcc(plain, ImageFormat.PNG, icc);

    // When
    RenderedImage rendered = codec().render(original, ColourMap.identity(), UNTOUCHED);

    // Then
    assertThat(TestImages.samples(rendered.bytes())).isEqualTo(TestImages.samples(original));
  }

  @Test
  void shouldStayOutsideSrgbWhenTheMapIsMild() {
    // Given the red of Display P3, and a map that brightens a little
    byte[] icc = TestImages.p3(2.2);
    byte[] original =
        TestImages.withIcc(
            TestImages.file(ImageFormat.PNG, 8, 8, 3, 8, (x, y, c) -> c == 0 ? 240 : 10),
            ImageFormat.PNG,
            icc);
    ColourMap mild =
        ColourMap.of(
            Lattice.build(
                33,
                (rgb, out, points) -> {
                  for (int i = 0; i < points * 3; i++) {
                    out[i] = (float) Math.pow(rgb[i], 0.95);
                  }
                }));

    // When
    int[] red = TestImages.samples(codec().render(original, mild, UNTOUCHED).bytes());

    // Then
    double[] srgb = {red[0] / 255.0, red[1] / 255.0, red[2] / 255.0};
    IccProfile.parse(icc).rgb().orElseThrow().toSrgb(srgb);
    assertThat(srgb[0]).isGreaterThan(1.01);
    assertThat(Math.min(srgb[1], srgb[2])).isNegative();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.8, 2.2})
  void shouldLeaveNoColourOfWidePhotosWhenTheMapMakesGrey(double gamma) {
    // Given the most vivid colours of a wide space
    byte[] icc = TestImages.p3(gamma);
    byte[] original =
        TestImages.withIcc(
            TestImages.file(ImageFormat.PNG, 8, 1, 3, 8, (x, y, c) -> (x >> c & 1) * 255),
            ImageFormat.PNG,
            icc);
    ColourMap grey =
        ColourMap.of(
            Lattice.build(
                33,
                (rgb, out, points) -> {
                  for (int i = 0; i < points * 3; i += 3) {
                    float mean = (rgb[i] + rgb[i + 1] + rgb[i + 2]) / 3;
                    Arrays.fill(out, i, i + 3, mean);
                  }
                }));

    // When
    int[] got = TestImages.samples(codec().render(original, grey, UNTOUCHED).bytes());

    // Then
    for (int p = 0; p < got.length; p += 3) {
      int high = Math.max(got[p], Math.max(got[p + 1], got[p + 2]));
      int low = Math.min(got[p], Math.min(got[p + 1], got[p + 2]));
      assertThat(high - low).as("colour %d", p / 3).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void shouldRenderInThePhotosOwnSpaceWhenItsProfileIsBuiltOnTables() {
    // Given the same space as tables and as matrix with a linear curve
    byte[] tables = TestImages.p3Tables();
    byte[] plain = TestImages.file(ImageFormat.PNG, W, H, 3, 8, noise(8, 9));
    byte[] original = TestImages.withIcc(plain, ImageFormat.PNG, tables);
    byte[] matrix = TestImages.withIcc(plain, ImageFormat.PNG, TestImages.p3(1));

    // When
    RenderedImage same = codec().render(original, ColourMap.identity(), UNTOUCHED);
    int[] got = TestImages.samples(codec().render(original, WARM_MAP, UNTOUCHED).bytes());
    int[] expected = TestImages.samples(codec().render(matrix, WARM_MAP, UNTOUCHED).bytes());

    // Then
    assertThat(TestImages.samples(same.bytes())).isEqualTo(TestImages.samples(original));
    assertThat(PictureFile.of(same.bytes()).metadata().icc()).isEqualTo(tables);
    double sum = 0;
    for (int i = 0; i < got.length; i++) {
      sum += Math.abs(got[i] - expected[i]);
    }
    assertThat(sum / got.length).isLessThan(1.0);
  }

  @Test
  void shouldTakeDeclaredColourForAProfileWhenThereIsNone() {
    // Given Display P3 by numbers: primaries 12, the curve of sRGB
    byte[] plain = TestImages.file(ImageFormat.PNG, 16, 16, 3, 8, (x, y, c) -> c == 1 ? 220 : 90);
    byte[] declared = TestImages.withChunks(plain, TestImages.chunk("cICP", "\u000C\r\0\1"));

    // When
    RenderedImage png = codec().render(declared, ColourMap.identity(), UNTOUCHED);
    RenderedImage jpeg =
        codec().render(declared, ColourMap.identity(), UNTOUCHED.withFormat(ImageFormat.JPEG));
    RgbImage thumbnail = codec().thumbnail(declared, 8);

    // Then PNG says it as before, JPEG by a profile, and the thumbnail is converted
    assertThat(text(png.bytes())).contains("cICP\u000C\r").doesNotContain("iCCP");
    assertThat(png.lost()).isEmpty();
    byte[] icc = Objects.requireNonNull(PictureFile.of(jpeg.bytes()).metadata().icc());
    double[] green = {90 / 255.0, 220 / 255.0, 90 / 255.0};
    IccProfile.parse(icc).rgb().orElseThrow().toSrgb(green);
    for (int c = 0; c < 3; c++) {
      assertThat((double) (thumbnail.rgb()[c] & 0xFF))
          .isCloseTo(Math.clamp(green[c], 0, 1) * 255, within(2.5));
    }
    assertThat(jpeg.lost()).isEmpty();
  }

  @Test
  void shouldRefuseWhenThePictureIsCodedForHighDynamicRange() {
    byte[] plain = TestImages.file(ImageFormat.PNG, 16, 16, 3, 16, (x, y, c) -> 9000);
    byte[] pq = TestImages.withChunks(plain, TestImages.chunk("cICP", "\u0009\u0010\0\1"));

    assertThatThrownBy(() -> codec().render(pq, WARM_MAP, UNTOUCHED))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageContaining("high dynamic range by PQ");
  }

  @Test
  void shouldStayGreyWhenTheOriginalIsGrey() {
    // Given
    byte[] original = TestImages.file(ImageFormat.JPEG, 256, 16, 1, 8, (x, y, c) -> x);

    // When
    RenderedImage rendered = codec().render(original, WARM_MAP, UNTOUCHED);

    // Then
    assertThat(PictureFile.of(rendered.bytes()).info().channels()).isEqualTo(1);
    int[] row = Arrays.copyOf(TestImages.samples(rendered.bytes()), 256);
    assertThat(row[128]).isGreaterThan(128);
    for (int x = 8; x < 256; x += 8) {
      assertThat(row[x]).isGreaterThanOrEqualTo(row[x - 8]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldTurnUprightOnceWhenTheOriginalHasAnOrientation(int orientation) {
    // Given quadrants red, green / blue, white as stored
    byte[] original =
        TestImages.with(
            TestImages.quadrants(64, 32),
            ImageFormat.JPEG,
            new Metadata(TestImages.exif(orientation), TestImages.xmp(orientation), null, null));

    // When
    ImageInfo info = codec().probe(original);
    RenderedImage rendered = codec().render(original, ColourMap.identity(), UNTOUCHED);
    RgbImage thumbnail = codec().thumbnail(original, 32);

    // Then
    String[] upright = {"RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"};
    assertThat(info.orientation()).isEqualTo(orientation);
    assertThat(rendered.width()).isEqualTo(info.uprightWidth());
    assertThat(rendered.height()).isEqualTo(info.uprightHeight());
    assertThat(codec().probe(rendered.bytes()).orientation()).isEqualTo(1);
    assertThat(corners(TestImages.samples(rendered.bytes()), rendered.width(), rendered.height()))
        .isEqualTo(upright[orientation - 1]);
    int[] small = new int[thumbnail.rgb().length];
    Arrays.setAll(small, i -> thumbnail.rgb()[i] & 0xFF);
    assertThat(corners(small, thumbnail.width(), thumbnail.height()))
        .isEqualTo(upright[orientation - 1]);
    String xmp = text(PictureFile.of(rendered.bytes()).metadata().xmp());
    assertThat(xmp)
        .contains("tiff:Orientation=\"1\"", text("Zürich".getBytes(UTF_8)), "GPSLatitude=\"48");
  }

  /** The colours near the four corners: top left, top right, bottom left, bottom right. */
  private static String corners(int[] samples, int width, int height) {
    StringBuilder found = new StringBuilder();
    for (int corner = 0; corner < 4; corner++) {
      int x = corner % 2 == 0 ? width / 8 : width - 1 - width / 8;
      int y = corner / 2 == 0 ? height / 8 : height - 1 - height / 8;
      int at = (y * width + x) * 3;
      boolean r = samples[at] > 128;
      boolean g = samples[at + 1] > 128;
      boolean b = samples[at + 2] > 128;
      found.append(r && g && b ? 'W' : r ? 'R' : g ? 'G' : b ? 'B' : '?');
    }
    return found.toString();
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "TIFF"})
  void shouldKeepMetadataWhenRendered(ImageFormat format) {
    // Given
    byte[] icc = TestImages.p3(2.2);
    byte[] plain = TestImages.file(format, W, H, 3, 8, noise(8, 5));
    byte[] original =
        TestImages.with(
            plain,
            format,
            new Metadata(TestImages.exif(1), TestImages.xmp(1), TestImages.photoshop(), icc));

    // When
    byte[] rendered = codec().render(original, WARM_MAP, EncodeOptions.DEFAULT).bytes();

    // Then
    Metadata kept = PictureFile.of(rendered).metadata();
    assertThat(kept.icc()).isEqualTo(icc);
    assertThat(text(kept.xmp())).contains("<dc:title>", "stEvt:softwareAgent=\"Tonework\"");
    assertThat(text(kept.exif())).contains("Acme", "Tonework");
    // the previews showed the original
    assertThat(text(rendered)).doesNotContain("SHOWN!");
    if (format != ImageFormat.PNG) {
      assertThat(text(kept.photoshop())).contains("alps");
    } else {
      assertThat(text(rendered)).contains("Raw profile type iptc");
    }
  }

  @ParameterizedTest
  @CsvSource({"JPEG,''", "PNG,comment"})
  void shouldNameWhatIsNotCarriedWhenAJpegHasMore(ImageFormat target, String also) {
    // Given
    byte[] known =
        TestImages.with(
            TestImages.quadrants(64, 32),
            ImageFormat.JPEG,
            new Metadata(
                TestImages.exif(1), TestImages.xmp(1), TestImages.photoshop(), TestImages.p3(2.2)));
    byte[] original =
        TestImages.withSegments(
            known,
            TestImages.segment(0xE2, "MPF\0MM\0*"),
            TestImages.segment(0xE3, "Meta\0secret"),
            TestImages.segment(0xEB, "JP\0\1\0\0\0\1\0\0\0\40jumb....jumdc2pa"),
            TestImages.segment(0xEB, "JP\0\1\0\0\0\2\0\0\0\40jumb and on"),
            TestImages.segment(0xFE, "hello"));

    // When
    List<String> none = codec().render(known, WARM_MAP, UNTOUCHED.withFormat(target)).lost();
    List<String> lost = codec().render(original, WARM_MAP, UNTOUCHED.withFormat(target)).lost();

    // Then
    assertThat(none).isEmpty();
    assertThat(lost.stream().filter(name -> !name.equals(also)))
        .containsExactly("MPF", "APP3 Meta", "C2PA");
    assertThat(lost.contains("comment")).isEqualTo(also.equals("comment"));
  }

  @Test
  void shouldNameWhatIsNotCarriedWhenAPngHasMore() {
    // Given
    byte[] original =
        TestImages.withChunks(
            TestImages.file(ImageFormat.PNG, 16, 16, 3, 8, (x, y, c) -> x * y),
            TestImages.chunk("caBX", "manifest"),
            TestImages.chunk("prVt", "something"),
            TestImages.chunk("tEXt", "Title\0Alps"));

    // When
    List<String> asPng = codec().render(original, WARM_MAP, UNTOUCHED).lost();
    List<String> asJpeg =
        codec().render(original, WARM_MAP, UNTOUCHED.withFormat(ImageFormat.JPEG)).lost();

    // Then
    assertThat(asPng).containsExactly("C2PA", "PNG prVt");
    assertThat(asJpeg).containsExactly("C2PA", "PNG prVt", "PNG tEXt");
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  @Test
  void shouldRemoveThePositionWhenAskedTo() {
    // Given
    byte[] original =
        TestImages.with(
            TestImages.quadrants(64, 32),
            ImageFormat.JPEG,
            new Metadata(TestImages.exif(6), TestImages.xmp(6), null, null));
    EncodeOptions strip = new EncodeOptions(null, null, true, null);

    // When
    Metadata kept =
        PictureFile.of(codec().render(original, ColourMap.identity(), strip).bytes()).metadata();

    // Then neither the directory's entry nor its numbers are left
    assertThat(text(kept.xmp())).doesNotContain("GPS", "48,12");
    assertThat(text(kept.exif())).contains("Acme").doesNotContain("\u0088%");
    assertThat(text(kept.exif())).doesNotContain("\0\0\0\60\0\0\0\1\0\0\0\14");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 75, 85, 92, 97})
  void shouldKeepQualityAndChromaWhenNoneIsAskedFor(int quality) {
    // Given
    byte[] original = photo(320, 200, quality);

    // When
    byte[] rendered = codec().render(original, WARM_MAP, EncodeOptions.DEFAULT).bytes();

    // Then
    assertThat(PictureFile.of(rendered).quality()).hasValue(quality);
    assertThat(PictureFile.of(rendered).isChromaHalved(100))
        .isEqualTo(PictureFile.of(original).isChromaHalved(100));
    assertThat(rendered.length).isBetween(original.length / 2, original.length * 2);
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "1,2", "4,1"})
  void shouldNotLoseChromaWhenTheOriginalIsFinerThanHalvedBothWays(int across, int down) {
    // Given stripes one pixel thin, of two colours alike in lightness, along the halved direction
    byte[] original =
        TestImages.jpeg(
            64,
            64,
            3,
            across,
            down,
            false,
            (x, y, c) -> {
              boolean odd = (down == 1 ? y : x) % 2 == 1;
              return c == 0 ? odd ? 178 : 78 : c == 1 ? odd ? 104 : 149 : odd ? 103 : 124;
            });

    // When
    byte[] rendered = codec().render(original, ColourMap.identity(), UNTOUCHED).bytes();

    // Then the stripes are still there
    assertThat(chromaSpread(original)).isGreaterThan(40);
    assertThat(chromaSpread(rendered)).isGreaterThan(0.95 * chromaSpread(original));
    assertThat(PictureFile.of(rendered).isChromaHalved(100)).isFalse();
  }

  /** Standard deviation of red minus green, in levels. */
  private static double chromaSpread(byte[] jpeg) {
    int[] samples = TestImages.samples(jpeg);
    double[] differences = new double[samples.length / 3];
    Arrays.setAll(differences, i -> samples[i * 3] - samples[i * 3 + 1]);
    double mean = Arrays.stream(differences).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).average().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({"1,1,1,true", "3,1,1,true", "3,2,2,true", "3,2,1,true", "3,2,2,false"})
  void shouldStayProgressiveWhenTheOriginalIs(
      int channels, int across, int down, boolean progressive) {
    // Given
    TestImages.Samples ramp = (x, y, c) -> (x * 2 + y + 40 * c) & 0xFF;
    byte[] original = TestImages.jpeg(96, 64, channels, across, down, progressive, ramp);

    // When
    byte[] once = codec().render(original, WARM_MAP, EncodeOptions.DEFAULT).bytes();
    byte[] twice = codec().render(original, WARM_MAP, EncodeOptions.DEFAULT).bytes();

    // Then
    assertThat(((JpegFile) PictureFile.of(original)).isProgressive()).isEqualTo(progressive);
    assertThat(((JpegFile) PictureFile.of(once)).isProgressive()).isEqualTo(progressive);
    assertThat(PictureFile.of(once).isChromaHalved(100)).isEqualTo(across * down == 4);
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void shouldGiveTheSameBytesWhenManyThreadsRenderTheSamePhoto() {
    // Given
    byte[] original = photo(640, 480, 90);
    byte[] expected = codec().render(original, WARM_MAP, EncodeOptions.DEFAULT).bytes();
    ImageCodec shared = codec();

    // When
    List<byte[]> all =
        IntStream.range(0, 12)
            .parallel()
            .mapToObj(i -> shared.render(original, WARM_MAP, EncodeOptions.DEFAULT).bytes())
            .toList();

    // Then
    assertThat(all).allSatisfy(bytes -> assertThat(Arrays.equals(bytes, expected)).isTrue());
  }

  @Test
  void shouldDitherWhenSixteenBitsBecomeEight() {
    // Given a ramp so flat that rounding would show bands 30 pixels wide
    byte[] original = TestImages.file(ImageFormat.PNG, 600, 40, 3, 16, (x, y, c) -> 20000 + x * 9);

    // When
    int[] got =
        TestImages.samples(
            codec()
                .render(
                    original,
                    ColourMap.identity(),
                    new EncodeOptions(ImageFormat.JPEG, 100, false, null))
                .bytes());

    // Then columns have the mean of the ramp, between the levels too
    int x = 300;
    double mean = 0;
    for (int y = 0; y < 40; y++) {
      for (int dx = -8; dx < 8; dx++) {
        mean += got[(y * 600 + x + dx) * 3 + 1] / (40.0 * 16);
      }
    }
    assertThat(mean).isBetween((20000 + 299.5 * 9) / 257 - 0.3, (20000 + 299.5 * 9) / 257 + 0.3);
  }

  @Test
  void shouldConvertToSrgbWhenAThumbnailIsTakenOfAWidePhoto() {
    // Given half-strong P3 green, which sRGB shows with less red
    byte[] icc = TestImages.p3(2.2);
    int[] p3 = {120, 180, 110};
    byte[] original =
        TestImages.withIcc(
            TestImages.file(ImageFormat.PNG, 64, 64, 3, 8, (x, y, c) -> p3[c]),
            ImageFormat.PNG,
            icc);
    double[] srgb = {120 / 255.0, 180 / 255.0, 110 / 255.0};
    IccProfile.parse(icc).rgb().orElseThrow().toSrgb(srgb);

    // When
    RgbImage thumbnail = codec().thumbnail(original, 16);

    // Then
    assertThat(thumbnail.width()).isEqualTo(16);
    for (int c = 0; c < 3; c++) {
      assertThat((double) (thumbnail.rgb()[300 + c] & 0xFF))
          .isBetween(srgb[c] * 255 - 2.5, srgb[c] * 255 + 2.5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "JPEG,3,NOISE", "JPEG,3,CUT", "JPEG,3,CURVE", "JPEG,1,NOISE", "PNG,3,NOISE", "PNG,3,CUT",
    "PNG,4,CURVE", "PNG,1,NOISE", "PNG,3,DEFLATED", "TIFF,3,NOISE", "TIFF,3,CUT", "TIFF,3,CURVE"
  })
  void shouldTakeThePhotoForSrgbWhenItsProfileIsBroken(
      ImageFormat format, int channels, String damage) {
    // Given
    byte[] plain = TestImages.file(format, 32, 32, channels, 8, (x, y, c) -> c == 3 ? 255 : 90);
    byte[] profile = TestImages.p3(2.2);
    byte[] broken =
        switch (damage) {
          case "NOISE" -> "this is no profile but a text ".repeat(9).getBytes(UTF_8);
          case "CUT" -> Arrays.copyOf(profile, 200);
          default -> profile;
        };
    if (damage.equals("CURVE")) {
      broken[264] = 'x';
    }
    byte[] original =
        damage.equals("DEFLATED")
            ? TestImages.withChunks(plain, TestImages.chunk("iCCP", "P3\0\0no deflated data"))
            : TestImages.withIcc(plain, format, broken);

    // When
    RgbImage thumbnail = codec().thumbnail(original, 16);
    RenderedImage rendered = codec().render(original, WARM_MAP, UNTOUCHED);

    // Then the picture is as without a profile, and both results say so
    for (byte sample : thumbnail.rgb()) {
      assertThat(sample).isBetween((byte) 88, (byte) 92);
    }
    assertThat(thumbnail.profileIgnored()).isTrue();
    assertThat(codec().thumbnail(plain, 16).profileIgnored()).isFalse();
    assertThat(rendered.lost()).containsExactly("broken ICC profile");
    assertThat(PictureFile.of(rendered.bytes()).metadata().icc()).isNull();
    assertThat(TestImages.samples(rendered.bytes()))
        .isEqualTo(TestImages.samples(codec().render(plain, WARM_MAP, UNTOUCHED).bytes()));
  }

  @ParameterizedTest
  @CsvSource({"1,8", "3,8", "4,8", "1,16", "3,16", "4,16"})
  void shouldShowThePlannerTheVeryLevelsWhenThereIsNoProfile(int channels, int bits) {
    // Given
    int level = bits == 8 ? 90 : 90 * 257;
    byte[] grey =
        TestImages.file(
            ImageFormat.PNG, 64, 64, channels, bits, (x, y, c) -> c == 3 ? (1 << bits) - 1 : level);

    // When
    float[] seen = codec().thumbnail(grey, 32).toFloats();

    // Then
    for (float sample : seen) {
      assertThat(sample * 255).isBetween(89.99f, 90.01f);
    }
  }

  @Test
  void shouldKeepTheSizeWhenTheThumbnailWouldBeLarger() {
    RgbImage thumbnail = codec().thumbnail(photo(300, 200, 90), 512);

    assertThat(thumbnail.width()).isEqualTo(300);
    assertThat(thumbnail.height()).isEqualTo(200);
    assertThat(thumbnail.toFloats()).hasSize(300 * 200 * 3);
  }

  @Test
  void shouldLookLikeTheOriginalWhenAThumbnailIsTaken() {
    // Given
    byte[] original = photo(1200, 800, 95);

    // When
    RgbImage thumbnail = codec().thumbnail(original, 300);

    // Then it is the original averaged over squares of four pixels
    int[] full = TestImages.samples(original);
    double difference = 0;
    for (int y = 0; y < 200; y++) {
      for (int x = 0; x < 300; x++) {
        int sum = 0;
        for (int i = 0; i < 16; i++) {
          sum += full[((y * 4 + i / 4) * 1200 + x * 4 + i % 4) * 3 + 1];
        }
        difference += Math.abs(sum / 16.0 - (thumbnail.rgb()[(y * 300 + x) * 3 + 1] & 0xFF));
      }
    }
    assertThat(thumbnail.height()).isEqualTo(200);
    assertThat(difference / (200 * 300)).isLessThan(2.5);
  }

  @Test
  void shouldLayOverWhiteWhenAThumbnailIsTakenOfATransparentPicture() {
    byte[] clear = TestImages.file(ImageFormat.PNG, 32, 32, 4, 8, (x, y, c) -> c == 3 ? 0 : 10);

    assertThat(codec().thumbnail(clear, 8).rgb()).containsOnly((byte) 255);
  }

  @ParameterizedTest
  @CsvSource({"PNG,2,8", "PNG,4,8", "PNG,4,16", "TIFF,4,8"})
  void shouldLeaveAlphaOutWhenItIsOpaqueAndTheFormatHasNone(
      ImageFormat format, int channels, int bits) {
    // Given
    int full = (1 << bits) - 1;
    TestImages.Samples opaque = (x, y, c) -> c == channels - 1 ? full : full / 2;
    byte[] original = TestImages.file(format, 16, 16, channels, bits, opaque);

    // When
    byte[] jpeg =
        codec()
            .render(original, ColourMap.identity(), UNTOUCHED.withFormat(ImageFormat.JPEG))
            .bytes();

    // Then
    int[] samples = TestImages.samples(jpeg);
    assertThat(samples).hasSize(16 * 16 * (channels == 2 ? 1 : 3));
    assertThat(samples[30]).isBetween(126, 129);
  }

  @Test
  void shouldGiveTheSameBytesWhenARenderedPhotoIsRenderedWithoutChange() {
    // Given a photo whose history has an entry already
    byte[] original =
        TestImages.with(
            TestImages.file(ImageFormat.PNG, 16, 16, 3, 8, (x, y, c) -> x * y),
            ImageFormat.PNG,
            new Metadata(TestImages.exif(1), TestImages.xmp(1), TestImages.photoshop(), null));

    // When
    byte[] once = codec().render(original, WARM_MAP, EncodeOptions.DEFAULT).bytes();
    byte[] twice = codec().render(once, ColourMap.identity(), EncodeOptions.DEFAULT).bytes();

    // Then there is one entry more than before, not two
    Metadata kept = PictureFile.of(twice).metadata();
    assertThat(kept.xmp()).isEqualTo(PictureFile.of(once).metadata().xmp());
    assertThat(text(kept.xmp()).split("stEvt:action", -1)).hasSize(2);
    assertThat(text(kept.photoshop())).contains("alps");
  }

  @ParameterizedTest
  @CsvSource({"PNG,2,8", "PNG,4,8", "PNG,4,16", "TIFF,4,8"})
  void shouldRefuseWhenTransparencyWouldBeLost(ImageFormat format, int channels, int bits) {
    byte[] clear = TestImages.file(format, 16, 16, channels, bits, (x, y, c) -> 100);

    assertThatThrownBy(
            () -> codec().render(clear, WARM_MAP, UNTOUCHED.withFormat(ImageFormat.JPEG)))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessage("JPEG has no transparency; ask for PNG or TIFF");
  }

  @Test
  void shouldRefuseBeforeDecodingWhenALimitIsPassed() {
    // Given a header that claims 40,000 x 40,000 pixels and nothing after it
    byte[] bomb = TestImages.file(ImageFormat.PNG, 8, 8, 3, 8, (x, y, c) -> 0);
    bomb[18] = (byte) (40_000 >> 8);
    bomb[19] = (byte) 40_000;
    bomb[22] = (byte) (40_000 >> 8);
    bomb[23] = (byte) 40_000;
    byte[] small = photo(64, 48, 90);

    // When, Then
    assertThatThrownBy(() -> codec().probe(bomb))
        .isInstanceOf(TooManyPixels.class)
        .hasMessageContaining("40000 x 40000 pixels; the limit for a side is 32767");
    assertThatThrownBy(() -> codec().thumbnail(bomb, 64)).isInstanceOf(TooManyPixels.class);
    assertThatThrownBy(() -> codec(new ImageLimits(100, 1000, 1000, 1)).probe(small))
        .isInstanceOf(TooManyBytes.class);
    assertThatThrownBy(() -> codec(new ImageLimits(1 << 20, 3071, 1000, 1)).probe(small))
        .isInstanceOf(TooManyPixels.class)
        .hasMessageContaining("64 x 48 = 3072 pixels; the limit is 3071");
    assertThat(codec(new ImageLimits(1 << 20, 3072, 64, 1)).probe(small).pixels()).isEqualTo(3072);
  }

  @Test
  void shouldSayWhatItIsWhenItIsNoPhotograph() {
    assertThatThrownBy(() -> codec().probe(new byte[0]))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessage("the file is empty");
    assertThatThrownBy(() -> codec().probe("hello, world".getBytes(UTF_8)))
        .isInstanceOf(UnsupportedImage.class);
    assertThatThrownBy(() -> codec().probe("GIF89a......".getBytes(UTF_8)))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageStartingWith("GIF is not accepted");
    assertThatThrownBy(() -> codec().probe("%PDF-1.7".getBytes(UTF_8)))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageStartingWith("PDF is not accepted");
  }

  @Test
  void shouldStopWhenTheDeadlineHasPassed() {
    // Given one that lets the first checks through and then no more
    byte[] original = photo(1600, 1200, 90);
    AtomicInteger checks = new AtomicInteger();
    Deadline later = Deadline.when(() -> checks.incrementAndGet() > 3);

    // When, Then
    assertThatThrownBy(
            () -> codec().render(original, WARM_MAP, UNTOUCHED, Deadline.in(Duration.ofNanos(-1))))
        .isInstanceOf(RenderCancelled.class)
        .hasMessageContaining("while decoding");
    assertThatThrownBy(() -> codec().render(original, WARM_MAP, UNTOUCHED, later))
        .isInstanceOf(RenderCancelled.class)
        .hasMessage("given up by its caller while rendering");
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "TIFF"})
  void shouldSayCorruptWhenTheFileIsCutShort(ImageFormat format) {
    // Given
    byte[] whole = TestImages.file(format, W, H, 3, 8, noise(8, 6));
    byte[] cut = Arrays.copyOf(whole, whole.length * 6 / 10);

    // When, Then
    assertThatThrownBy(() -> codec().render(cut, WARM_MAP, UNTOUCHED))
        .isInstanceOf(CorruptImage.class);
    assertThatThrownBy(() -> codec().thumbnail(cut, 512)).isInstanceOf(CorruptImage.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"JPEG", "PNG", "TIFF"})
  void shouldEndInAReasonWhenTheFileIsDamaged(ImageFormat format) {
    byte[] whole =
        TestImages.with(
            TestImages.file(format, W, H, 3, 8, noise(8, 7)),
            format,
            new Metadata(
                TestImages.exif(6), TestImages.xmp(6), TestImages.photoshop(), TestImages.p3(2.2)));
    Fuzz.endsInAReason(codec(new ImageLimits(1 << 20, 1 << 20, 4096, 1)), whole, format, 300, 2026);
  }
}
