package io.tonework.imaging.file.webp;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.text;
import static io.tonework.imaging.file.HandMade.vp8;
import static io.tonework.imaging.file.HandMade.vp8l;
import static io.tonework.imaging.file.HandMade.vp8x;
import static io.tonework.imaging.file.HandMade.webp;
import static io.tonework.imaging.file.HandMade.webpChunk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Metadata;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WebpHeaderTest {
  private static ImageInfo info(byte[]... chunks) {
    return WebpHeader.parse(webp(chunks)).info(Metadata.NONE);
  }

  private static ImageInfo expected(int width, int height, int channels, int frames) {
    return new ImageInfo(ImageFormat.WEBP, width, height, channels, 8, 1, false, frames);
  }

  @Test
  void shouldTellSizeAndAlphaOfEachKindOfFile() {
    assertThat(info(vp8(640, 480))).isEqualTo(expected(640, 480, 3, 1));
    assertThat(info(vp8(16_383, 1))).isEqualTo(expected(16_383, 1, 3, 1));
    assertThat(info(vp8l(640, 480, false))).isEqualTo(expected(640, 480, 3, 1));
    assertThat(info(vp8l(16_384, 2, true))).isEqualTo(expected(16_384, 2, 4, 1));
    assertThat(info(vp8x(0x00, 70_000, 3))).isEqualTo(expected(70_000, 3, 3, 1));
    assertThat(info(vp8x(0x10, 1, 1 << 24))).isEqualTo(expected(1, 1 << 24, 4, 1));
  }

  @Test
  void shouldCountTheFramesOfAnAnimation() {
    byte[] frame = webpChunk("ANMF", new byte[20]);

    assertThat(info(vp8x(0x02, 8, 8), frame, frame, frame).frames()).isEqualTo(3);
  }

  @Test
  void shouldListEveryChunkPastItsPadding() {
    WebpHeader header =
        WebpHeader.parse(webp(vp8x(0, 8, 8), webpChunk("EXIF", text("odd")), vp8(8, 8)));

    assertThat(header.chunks())
        .containsExactly(
            new WebpHeader.Chunk("VP8X", 20, 10),
            new WebpHeader.Chunk("EXIF", 38, 3),
            new WebpHeader.Chunk("VP8 ", 50, 10));
  }

  @Test
  void shouldGiveEachBlockAndPassThePrefixThatSomeWritersKeep() {
    Metadata found =
        WebpHeader.parse(
                webp(
                    vp8x(0x2C, 8, 8),
                    webpChunk("ICCP", text("profile")),
                    webpChunk("EXIF", text("Exif\0\0MM exif")),
                    webpChunk("XMP ", text("<x/>"))))
            .metadata();

    assertThat(found.icc()).isEqualTo(text("profile"));
    assertThat(found.exif()).isEqualTo(text("MM exif"));
    assertThat(found.xmp()).isEqualTo(text("<x/>"));
    assertThat(found.photoshop()).isNull();
  }

  @Test
  void shouldTellTheHeaderWhenALaterChunkIsCutShort() {
    byte[] whole = webp(vp8x(0, 8, 8), vp8(8, 8));

    WebpHeader header = WebpHeader.parse(Arrays.copyOf(whole, whole.length - 1));

    assertThat(header.chunks()).hasSize(1);
    assertThat(header.info(Metadata.NONE).width()).isEqualTo(8);
  }

  @Test
  void shouldSayWhatIsWrongWithAFileWithoutAPicture() {
    assertThatThrownBy(() -> WebpHeader.parse(webp()))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("WebP: no chunk in the file");
    assertThatThrownBy(() -> info(webpChunk("EXIF", text("MM"))))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("WebP: the first chunk is 'EXIF'");
    assertThatThrownBy(() -> WebpHeader.parse(Arrays.copyOf(webp(vp8(8, 8)), 25)))
        .hasMessage("the file ends at byte 25, but its header speaks of bytes 20 to 30");
    assertThatThrownBy(() -> info(webpChunk("VP8 ", bytes(0, 0, 0))))
        .as("a frame that ends before its size")
        .isInstanceOf(CorruptImage.class);
  }

  @Test
  void shouldWriteChunksInTheOrderOfTheFormatWithTheirFlags() {
    Metadata all = new Metadata(text("MM exif"), text("<x/>"), text("8BIM"), text("profile"));
    WebpHeader encoded =
        WebpHeader.parse(webp(vp8l(300, 200, true), webpChunk("XMP ", text("own"))));

    // When
    byte[] file = WebpWriter.inject(encoded, all);

    // Then
    WebpHeader written = WebpHeader.parse(file);
    assertThat(written.chunks().stream().map(WebpHeader.Chunk::type))
        .containsExactly("VP8X", "ICCP", "VP8L", "EXIF", "XMP ");
    assertThat(file[20]).as("profile, alpha, EXIF and XMP").isEqualTo((byte) 0x3C);
    assertThat(written.info(Metadata.NONE)).isEqualTo(expected(300, 200, 4, 1));
    assertThat(written.metadata().exif()).isEqualTo(all.exif());
    assertThat(written.metadata().xmp()).isEqualTo(all.xmp());
    assertThat(written.metadata().icc()).isEqualTo(all.icc());
    assertThat(written.metadata().photoshop()).as("no place for it").isNull();
    int riff = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
    assertThat(riff).as("the length that RIFF names").isEqualTo(file.length - 8);
  }

  @Test
  void shouldRaiseNoFlagWithoutMetadata() {
    byte[] file = WebpWriter.inject(WebpHeader.parse(webp(vp8(8, 8))), Metadata.NONE);

    assertThat(file).isEqualTo(webp(vp8x(0, 8, 8), vp8(8, 8)));
  }
}
