package io.tonework.imaging.codec.develop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.Isolation;
import io.tonework.imaging.TestImages;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.installed.Developers;
import io.tonework.imaging.codec.vips.JxlFiles;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.RawFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.tiff.RawTiff;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Raw files and JPEG XL, in a codec process, as an operator switches them on. */
@Timeout(300)
class OptInFormatsTest {
  private static final int W = 160;
  private static final int H = 96;

  /** The left half grey, the right half red; brighter downwards. */
  private static final Dng.Sensor SCENE =
      (x, y, colour) -> (8000 + y * 300) >> (x >= W / 2 && colour > 0 ? 3 : 0);

  private static ImageCodec with(ImageFormat format, ImageLimits limits) {
    assumeTrue(Developers.of(format).isPresent(), () -> "skipped: " + Developers.missing(format));
    return ImageCodecs.open(Isolation.PROCESS, 1, limits, Set.of(format));
  }

  @Test
  void shouldDevelopARawFileWithTheCamerasWhiteBalance() {
    byte[] dng = Dng.of(W, H, 1, SCENE);
    try (ImageCodec codec = with(ImageFormat.RAW, ImageLimits.DEFAULT)) {
      // When
      ImageInfo info = codec.probe(dng);
      RgbImage small = codec.thumbnail(dng, W);
      RenderedImage jpeg = codec.render(dng, ColourMap.identity(), EncodeOptions.DEFAULT);
      RenderedImage tiff =
          codec.render(
              dng, ColourMap.identity(), EncodeOptions.DEFAULT.withFormat(ImageFormat.TIFF));

      // Then grey is grey and red is red
      assertThat(info.format()).isEqualTo(ImageFormat.RAW);
      assertThat(info.width()).isEqualTo(W);
      int grey = 3 * (H / 2 * small.width() + W / 4);
      int red = 3 * (H / 2 * small.width() + 3 * W / 4);
      byte[] rgb = small.rgb();
      assertThat(rgb[grey] & 0xFF).isBetween(60, 240);
      assertThat(Math.abs((rgb[grey] & 0xFF) - (rgb[grey + 1] & 0xFF))).isLessThan(8);
      assertThat(Math.abs((rgb[grey] & 0xFF) - (rgb[grey + 2] & 0xFF))).isLessThan(8);
      assertThat((rgb[red] & 0xFF) - (rgb[red + 1] & 0xFF)).isGreaterThan(60);
      // and it is a JPEG unless 16 bits are asked for
      assertThat(jpeg.format()).isEqualTo(ImageFormat.JPEG);
      assertThat(tiff.bitsPerChannel()).isEqualTo(16);
      assertThat(codec.probe(tiff.bytes()).format()).isEqualTo(ImageFormat.TIFF);
    }
  }

  @Test
  void shouldCarryTheMetadataOfARawFileAndNameWhatIsLost() {
    byte[] dng = Dng.of(W, H, 6, SCENE);
    try (ImageCodec codec = with(ImageFormat.RAW, ImageLimits.DEFAULT)) {
      // When
      RenderedImage jpeg = codec.render(dng, ColourMap.identity(), EncodeOptions.DEFAULT);

      // Then it is turned once, and by the pixels alone
      assertThat(jpeg.width()).isEqualTo(H);
      assertThat(jpeg.height()).isEqualTo(W);
      assertThat(PictureFile.of(jpeg.bytes(), ImageLimits.DEFAULT).info().orientation())
          .isEqualTo(1);
      Metadata kept = PictureFile.of(jpeg.bytes()).metadata();
      byte[] block = Objects.requireNonNull(kept.exif());
      String exif = new String(block, StandardCharsets.ISO_8859_1);
      assertThat(exif).contains("Pinhole 1", "A. Photographer", "2026:11:21 12:00:00");
      assertThat(RawTiff.isRaw(block)).as("it no longer says that it is raw").isFalse();
      assertThat(kept.icc()).as("ProPhoto").isNotNull();
      assertThat(jpeg.lost()).contains(RawFile.SENSOR_DATA);
    }
  }

  @Test
  void shouldRefuseRawFilesWithAReasonWhenTheyAreSpoiltOrTooLarge() {
    byte[] dng = Dng.of(W, H, 1, SCENE);
    ImageLimits few = new ImageLimits(1 << 20, W * H - 1, 1000, 1);
    try (ImageCodec codec = with(ImageFormat.RAW, few)) {
      assertThatThrownBy(() -> codec.thumbnail(dng, 64)).isInstanceOf(TooManyPixels.class);
      byte[] headOnly = Arrays.copyOf(dng, 600);
      assertThatThrownBy(() -> codec.thumbnail(headOnly, 64)).isInstanceOf(ImageException.class);
      byte[] noSize = dng.clone();
      Arrays.fill(noSize, 10, 10 + 3 * 12, (byte) 0);
      assertThatThrownBy(() -> codec.thumbnail(noSize, 64)).isInstanceOf(CorruptImage.class);
    }
  }

  @Test
  void shouldRenderJpegXlWithItsMetadata() {
    try (ImageCodec codec = with(ImageFormat.JXL, ImageLimits.DEFAULT)) {
      // Given 16 bits in Display P3, to be turned by neither its EXIF nor anything else
      Metadata all = new Metadata(TestImages.exif(1), TestImages.xmp(1), null, TestImages.p3(2.2));
      byte[] jxl = JxlFiles.of(W, H, (x, y, c) -> x * 400 + c * 700, all);

      // When
      ImageInfo info = codec.probe(jxl);
      RenderedImage tiff =
          codec.render(
              jxl, ColourMap.identity(), EncodeOptions.DEFAULT.withFormat(ImageFormat.TIFF));
      RenderedImage jpeg = codec.render(jxl, ColourMap.identity(), EncodeOptions.DEFAULT);

      // Then
      assertThat(info).extracting(ImageInfo::width, ImageInfo::height).containsExactly(W, H);
      assertThat(info.bitsPerChannel()).isEqualTo(16);
      assertThat(tiff.bitsPerChannel()).isEqualTo(16);
      assertThat(jpeg.format()).isEqualTo(ImageFormat.JPEG);
      Metadata kept = PictureFile.of(jpeg.bytes()).metadata();
      assertThat(kept.exif()).isNotNull();
      assertThat(kept.xmp()).isNotNull();
      assertThat(kept.icc()).isNotNull();
      assertThat(codec.thumbnail(jxl, 32).width()).isEqualTo(32);
      assertThatThrownBy(() -> codec.probe(Arrays.copyOf(jxl, jxl.length / 3)))
          .isInstanceOf(ImageException.class);
    }
  }

  @Test
  void shouldNameFormatAndKeyWhenAFormatIsNotSwitchedOn() {
    byte[] dng = Dng.of(16, 16, 1, SCENE);

    assertThatThrownBy(() -> PictureFile.of(dng, ImageLimits.DEFAULT))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessageContaining("raw file (RAW)")
        .hasMessageContaining("tonework.imaging.formats=raw");
    assertThatThrownBy(
            () -> ImageCodecs.open(Isolation.NONE, 1, ImageLimits.DEFAULT, Set.of(ImageFormat.RAW)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tonework.imaging.formats");
  }
}
