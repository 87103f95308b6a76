package io.tonework.imaging.codec.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.Fuzz;
import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.ImageCodecContract;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.region.ColourMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VipsCodecTest extends ImageCodecContract {
  @BeforeAll
  static void needsLibvips() {
    try {
      VipsCodec.open(ImageLimits.DEFAULT);
    } catch (IllegalArgumentException e) {
      abort("libvips is not on this machine (apt-get install libvips42): " + e.getMessage());
    }
  }

  @Override
  protected ImageCodec codec(ImageLimits limits) {
    return VipsCodec.open(limits);
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBP", "AVIF", "HEIC"})
  void shouldWriteAndReadWithMetadataWhenTheFormatIsModern(ImageFormat format) {
    // Given
    VipsCodec codec = VipsCodec.open(ImageLimits.DEFAULT);
    assumeTrue(codec.canEncode(format), "this libvips does not write " + format);
    byte[] original =
        TestImages.with(
            TestImages.quadrants(256, 128),
            ImageFormat.JPEG,
            new Metadata(
                TestImages.exif(6), TestImages.xmp(6), TestImages.photoshop(), TestImages.p3(2.2)));

    // When
    RenderedImage rendered =
        codec.render(original, WARM_MAP, EncodeOptions.DEFAULT.withFormat(format));
    ImageInfo info = codec.probe(rendered.bytes());
    RenderedImage again = codec.render(rendered.bytes(), ColourMap.identity(), UNTOUCHED);

    // Then
    assertThat(rendered.lost()).contains("IPTC");
    assertThat(info.format()).isEqualTo(format);
    assertThat(info.width()).isEqualTo(128);
    assertThat(info.height()).isEqualTo(256);
    assertThat(info.orientation()).isEqualTo(1);
    assertThat(info.hasIcc()).isTrue();
    assertThat(again.format()).isEqualTo(format);
    assertThat(new String(again.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("Acme", "Tonework");
    assertThat(new String(rendered.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
        .contains("tiff:Orientation=\"1\"");
    assertThat(PictureFile.of(again.bytes()).metadata().xmp())
        .isEqualTo(PictureFile.of(rendered.bytes()).metadata().xmp());
    assertThat(PictureFile.of(again.bytes()).metadata().exif())
        .isEqualTo(PictureFile.of(rendered.bytes()).metadata().exif());
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60, 75, 85, 95})
  void shouldKeepTheQualityWhenTheOriginalIsALossyWebp(int quality) {
    // Given
    VipsCodec codec = VipsCodec.open(ImageLimits.DEFAULT);
    byte[] original =
        codec
            .render(
                photo(320, 200, 97),
                ColourMap.identity(),
                new EncodeOptions(ImageFormat.WEBP, quality, false, null))
            .bytes();

    // When
    byte[] rendered = codec.render(original, ColourMap.identity(), UNTOUCHED).bytes();

    // Then
    assertThat(PictureFile.of(original).quality().orElseThrow())
        .isBetween(quality - 5, quality + 10);
    assertThat(rendered.length).isBetween(original.length * 8 / 10, original.length * 14 / 10);
  }

  @Test
  void shouldSayWhatItWasWhenAMotionPhotoIsRendered() {
    // Given a HEIC file with a film behind its picture
    VipsCodec codec = VipsCodec.open(ImageLimits.DEFAULT);
    assumeTrue(codec.canEncode(ImageFormat.HEIC), "this libvips does not write HEIC");
    byte[] heic =
        codec
            .render(
                TestImages.quadrants(96, 64),
                ColourMap.identity(),
                UNTOUCHED.withFormat(ImageFormat.HEIC))
            .bytes();
    byte[] film = {0, 0, 0, 12, 'm', 'p', 'v', 'd', 1, 2, 3, 4};
    byte[] original = Arrays.copyOf(heic, heic.length + film.length);
    System.arraycopy(film, 0, original, heic.length, film.length);

    // When, Then
    assertThat(codec.render(heic, WARM_MAP, UNTOUCHED).lost()).isEmpty();
    assertThat(codec.render(original, WARM_MAP, UNTOUCHED).lost()).containsExactly("motion photo");
  }

  @Test
  void shouldKeepEverySampleWhenWebpIsLossless() {
    // Given
    VipsCodec codec = VipsCodec.open(ImageLimits.DEFAULT);
    byte[] png =
        TestImages.file(
            ImageFormat.PNG, 50, 40, 4, 8, (x, y, c) -> c == 3 ? 255 : x * y + 31 * c & 0xFF);

    // When
    byte[] webp =
        codec.render(png, ColourMap.identity(), UNTOUCHED.withFormat(ImageFormat.WEBP)).bytes();
    byte[] back =
        codec.render(webp, ColourMap.identity(), UNTOUCHED.withFormat(ImageFormat.PNG)).bytes();

    // Then
    assertThat(TestImages.samples(back)).isEqualTo(rgbOf(png, TestImages.samples(back).length));
  }

  /** The samples with or without the opaque alpha, whichever the other file has. */
  private static int[] rgbOf(byte[] png, int length) {
    int[] all = TestImages.samples(png);
    if (all.length == length) {
      return all;
    }
    int[] rgb = new int[length];
    for (int i = 0; i < length; i++) {
      rgb[i] = all[i / 3 * 4 + i % 3];
    }
    return rgb;
  }

  @ParameterizedTest
  @EnumSource(names = {"WEBP", "AVIF", "HEIC"})
  void shouldEndInAReasonWhenAModernFileIsDamaged(ImageFormat format) {
    VipsCodec codec = VipsCodec.open(new ImageLimits(1 << 20, 1 << 20, 4096, 1));
    assumeTrue(codec.canEncode(format), "this libvips does not write " + format);
    byte[] whole =
        codec
            .render(
                TestImages.quadrants(96, 64),
                ColourMap.identity(),
                EncodeOptions.DEFAULT.withFormat(format))
            .bytes();
    Fuzz.endsInAReason(codec, whole, ImageFormat.PNG, format == ImageFormat.WEBP ? 300 : 80, 2027);
  }

  @Test
  void shouldConvertToSrgbWhenTheOriginalIsCmyk() throws IOException {
    // Given a CMYK picture of 60% cyan
    VipsCodec codec = VipsCodec.open(ImageLimits.DEFAULT);
    byte[] cmyk = CmykJpeg.of(64, 64, 102, 255, 255, 255);

    // When
    RenderedImage rendered = codec.render(cmyk, ColourMap.identity(), UNTOUCHED);

    // Then blue is stronger than red, and the profile says what the numbers are
    int[] samples = TestImages.samples(rendered.bytes());
    assertThat(samples).hasSize(64 * 64 * 3);
    assertThat(samples[2]).isGreaterThan(samples[0] + 40);
    assertThat(PictureFile.of(rendered.bytes()).metadata().icc()).isNotNull();
  }

  @Test
  void shouldNotGrowWhenManyPhotosAreRendered() throws IOException {
    // Given
    VipsCodec codec = VipsCodec.open(ImageLimits.DEFAULT);
    byte[] original = photo(480, 360, 90);
    byte[] broken = Arrays.copyOf(original, original.length / 2);
    for (int i = 0; i < 40; i++) {
      once(codec, original, broken);
    }
    long before = residentKilobytes();

    // When
    for (int i = 0; i < 160; i++) {
      once(codec, original, broken);
    }

    // Then less than a third of the 80 MB that their pixels alone would have leaked
    assertThat(residentKilobytes() - before).isLessThan(24_000);
  }

  private static void once(VipsCodec codec, byte[] original, byte[] broken) {
    codec.render(original, WARM_MAP, EncodeOptions.DEFAULT);
    try {
      codec.render(broken, WARM_MAP, EncodeOptions.DEFAULT);
    } catch (io.tonework.imaging.fault.CorruptImage expected) {
      assertThat(expected).hasMessageContaining("cannot be decoded");
    }
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    Path status = Path.of("/proc/self/status");
    assumeTrue(Files.exists(status), "memory is read from /proc");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("RssAnon"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
