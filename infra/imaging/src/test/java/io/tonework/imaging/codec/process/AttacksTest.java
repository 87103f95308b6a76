package io.tonework.imaging.codec.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.region.ColourMap;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Files that were made to cost far more than they weigh. Each is refused, or rendered, by a process
 * of a small heap that lives on, without a pixel decoded where the header tells.
 */
@Timeout(300)
class AttacksTest {
  private static final ImageLimits LIMITS = new ImageLimits(48 << 20, 40_000_000, 32_767, 1);
  private static final Children CHILDREN = new Children();
  private static final IsolatedCodec CODEC =
      IsolatedCodec.start(ProcessSettings.of(1, LIMITS).withPatience(Duration.ofSeconds(100)));

  /** What the process runs. */
  private static final ImageCodec HERE = ImageCodecs.best(LIMITS);

  private static final long MOST_RESIDENT_KIBIBYTES = 512 << 10;

  @AfterAll
  static void close() {
    CODEC.close();
  }

  private static void refused(Map<String, byte[]> files, Class<? extends ImageException> reason)
      throws IOException {
    var process = CHILDREN.since();
    assertThat(files)
        .allSatisfy((attack, file) -> {
          assertThatThrownBy(() -> PictureFile.of(file, LIMITS)).as(attack).isInstanceOf(reason);
          assertThatThrownBy(() -> HERE.thumbnail(file, 32)).as(attack).isInstanceOf(reason);
          assertThatThrownBy(() -> CODEC.thumbnail(file, 32)).as(attack).isInstanceOf(reason);
          assertThatThrownBy(() -> CODEC.render(file, ColourMap.identity(), EncodeOptions.DEFAULT))
              .as(attack)
              .isInstanceOf(reason);
        });
    assertThat(CHILDREN.since()).as("the process lives on").isEqualTo(process);
    assertThat(CHILDREN.residentKibibytes()).isLessThan(MOST_RESIDENT_KIBIBYTES);
  }

  @Test
  void shouldRefuseAbsurdDimensionsByTheHeaderAlone() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("PNG 1 x 60,000,000", Bombs.png(1, 60_000_000));
    files.put("PNG 60,000,000 x 1", Bombs.png(60_000_000, 1));
    files.put("PNG 2^31-1 squared", Bombs.png(Integer.MAX_VALUE, Integer.MAX_VALUE));
    files.put("PNG of 900 MP in a kilobyte", Bombs.png(30_000, 30_000));
    files.put("JPEG of 65,500 squared", Bombs.jpeg(65_500, 65_500));
    files.put("TIFF of 2^31-1 a side", Bombs.tiff(Integer.MAX_VALUE, 1));
    files.put("WebP of 2^24 squared", Bombs.webp(1 << 24, 1 << 24));
    files.put("AVIF of 2^31-1 squared", Bombs.heif("avif", Integer.MAX_VALUE, Integer.MAX_VALUE));
    files.put("HEIC of 40,000 squared", Bombs.heif("heic", 40_000, 40_000));

    refused(files, TooManyPixels.class);
  }

  @Test
  void shouldRefuseFilesOfVeryManySmallPieces() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("PNG of a million chunks", Bombs.manyChunks(1_000_000));
    files.put("JPEG of a million segments", Bombs.manySegments(1_000_000));
    files.put("WebP of a million chunks", Bombs.manyWebpChunks(1_000_000));
    files.put("TIFF of overlapping directories", Bombs.overlappingDirectories());

    refused(files, CorruptImage.class);
  }

  @Test
  void shouldRefuseFilmsByTheirHeaders() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("PNG of 2^31-1 frames", Bombs.film(Integer.MAX_VALUE));
    files.put("TIFF of 1,000 pages", Bombs.pages(1_000));

    refused(files, TooManyPixels.class);
  }

  @Test
  void shouldRefuseTiffWhoseTagsShareTheirBytes() throws IOException {
    // Given 900 tags of two megabytes each in a file of two megabytes
    byte[] file = Bombs.sharedValues(2 << 20, 900);

    // When / Then its header tells, before a decoder gathers two gigabytes of them
    assertThatThrownBy(() -> PictureFile.of(file)).isInstanceOf(CorruptImage.class);
    assertThatThrownBy(() -> CODEC.render(file, ColourMap.identity(), EncodeOptions.DEFAULT))
        .isInstanceOf(CorruptImage.class);
    assertThat(CHILDREN.residentKibibytes()).isLessThan(MOST_RESIDENT_KIBIBYTES);
  }

  @Test
  void shouldEndSoonWhenDirectoriesRunInCircles() throws IOException {
    byte[] loop = Bombs.circle();

    assertThatThrownBy(() -> CODEC.render(loop, ColourMap.identity(), EncodeOptions.DEFAULT))
        .isInstanceOf(ImageException.class);
  }

  @Test
  void shouldBearBombsOfText() throws IOException {
    // Given a picture with 5 chunks that inflate to 24 MB each, of every kind
    byte[] plain =
        TestImages.file(ImageFormat.PNG, 32, 24, 3, 8, (x, y, c) -> (x * 7 + y * 5 + c) & 0xFF);
    byte[] bomb = Bombs.inflating(24 << 20);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("iCCP", Bombs.withText(plain, "iCCP", "icc\0\0", bomb, 5));
    files.put("zTXt", Bombs.withText(plain, "zTXt", "Comment\0\0", bomb, 5));
    files.put("zTXt profile", Bombs.withText(plain, "zTXt", "Raw profile type xmp\0\0", bomb, 5));
    files.put("iTXt", Bombs.withText(plain, "iTXt", "XML:com.adobe.xmp\0\1\0\0\0", bomb, 5));

    // When / Then it is a picture, without the profile, or a reason
    assertThat(files)
        .allSatisfy((kind, file) -> {
          try {
            CODEC.render(file, ColourMap.identity(), EncodeOptions.DEFAULT);
          } catch (ImageException e) {
            assertThat(e).as(kind).isInstanceOfAny(CorruptImage.class, UnsupportedImage.class);
          }
        });
    assertThat(CHILDREN.residentKibibytes()).isLessThan(MOST_RESIDENT_KIBIBYTES);
  }

  @Test
  void shouldRenderWhatIsOnlyWellCompressed() throws IOException {
    // Given 24 megapixels of one colour: 70 kB, a thousand times smaller than its pixels
    byte[] flat = Bombs.flatPng(6_000, 4_000);
    assertThat(flat.length).isLessThan(6_000 * 4_000 * 3 / 500);

    // When / Then it is within the limits, so it is a photo, and streams
    assertThat(CODEC.render(flat, ColourMap.identity(), EncodeOptions.DEFAULT).width())
        .isEqualTo(6_000);
    assertThat(CHILDREN.residentKibibytes()).isLessThan(MOST_RESIDENT_KIBIBYTES);
  }

  @Test
  void shouldBearAHugeColourProfile() throws IOException {
    // Given a profile of 30 MB that promises a gigabyte of tables
    byte[] profile = Arrays.copyOf(TestImages.p3(2.2), 30 << 20);
    byte[] jpeg = TestImages.jpeg(32, 24, 3, 1, 1, false, (x, y, c) -> (x * 7 + y * 5 + c) & 0xFF);
    byte[] tiff =
        TestImages.withIcc(
            TestImages.file(ImageFormat.TIFF, 32, 24, 3, 8, (x, y, c) -> x + y + c),
            ImageFormat.TIFF,
            profile);

    // When / Then
    assertThat(CODEC.thumbnail(tiff, 16).width()).isEqualTo(16);
    assertThatThrownBy(() -> CODEC.probe(Arrays.copyOf(tiff, 49 << 20)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("the limit is");
    assertThat(CODEC.thumbnail(jpeg, 16).width()).isEqualTo(16);
    assertThat(CHILDREN.residentKibibytes()).isLessThan(MOST_RESIDENT_KIBIBYTES);
  }

  @Test
  void shouldNotFollowOtherLanguagesInTheClothesOfAPhoto() {
    // Given a JPEG's first bytes before SVG, PDF and MVG, which other libraries would follow
    for (String other :
        new String[] {
          "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
          "%PDF-1.7\n1 0 obj <</Type /Catalog>>",
          "push graphic-context\nimage over 0,0 0,0 'label:@/etc/passwd'"
        }) {
      byte[] disguised = ("\u00FF\u00D8\u00FF" + other).getBytes(ISO_8859_1);

      assertThatThrownBy(() -> CODEC.render(disguised, ColourMap.identity(), EncodeOptions.DEFAULT))
          .as(other)
          .isInstanceOf(CorruptImage.class);
    }
  }
}
