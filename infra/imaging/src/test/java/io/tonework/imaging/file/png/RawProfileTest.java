package io.tonework.imaging.file.png;

import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawProfileTest {
  private static Optional<RawProfile> read(String type, byte[]... data) {
    PngHeader header = PngHeader.parse(PngHeaderTest.png(PngHeaderTest.chunk(type, data)));
    PngHeader.Chunk chunk = header.chunks().get(1);
    assertThat(RawProfile.is(header.bytes(), chunk)).isTrue();
    return RawProfile.read(header.bytes(), chunk);
  }

  @Test
  void shouldReadWhatItWrites() {
    byte[] data = new byte[1000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 7);
    }

    RawProfile read = read("zTXt", new RawProfile("iptc", data).chunkData()).orElseThrow();

    assertThat(read.kind()).isEqualTo("iptc");
    assertThat(read.data()).isEqualTo(data);
  }

  @Test
  void shouldReadPlainTextWithUpperCaseAndBreaks() {
    RawProfile read =
        read("tEXt", text("Raw profile type EXIF\0\nexif\n       4\n4D4d\n002A\n")).orElseThrow();

    assertThat(read.kind()).isEqualTo("exif");
    assertThat(read.data()).isEqualTo(text("MM\0*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\nexif\n 5\n4d4d002a\n", // fewer bytes than it says
        "\nexif\n 4\n4d4d002\n", // half a byte
        "\nexif\n 4\n4d4d00zz\n", // no digits
        "\nexif\n four\n4d4d002a\n",
        "\nexif\n", // no bytes
        ""
      })
  void shouldReadNothingWhenTheTextIsNotAsItSays(String content) {
    assertThat(read("tEXt", text("Raw profile type exif\0" + content))).isEmpty();
    assertThat(
            read(
                "zTXt",
                joined(text("Raw profile type exif\0\0"), RawProfile.deflated(text(content)))))
        .isEmpty();
  }

  @Test
  void shouldReadNothingWhenTheTextIsNotDeflated() {
    assertThat(read("zTXt", text("Raw profile type exif\0\0plain"))).isEmpty();
  }

  @Test
  void shouldInflateUpToTheLimitAndNoFurther() {
    byte[] packed = RawProfile.deflated(new byte[100_000]);

    assertThat(RawProfile.inflated(packed, 100_000))
        .hasValueSatisfying(all -> assertThat(all).hasSize(100_000));
    assertThat(RawProfile.inflated(packed, 50_000)).isEmpty();
    assertThat(RawProfile.inflated(java.util.Arrays.copyOf(packed, packed.length - 5), 100_000))
        .as("cut short")
        .isEmpty();
  }
}
