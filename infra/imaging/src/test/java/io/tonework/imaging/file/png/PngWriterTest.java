package io.tonework.imaging.file.png;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.Turn;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class PngWriterTest {
  private static final Turn NONE = Turn.by(1, 1, 1);
  private static final Metadata ALL =
      new Metadata(text("MM exif"), text("<x/>"), text("8BIM resources"), text("profile"));

  private static List<String> types(PngHeader header) {
    return header.chunks().stream().map(PngHeader.Chunk::type).toList();
  }

  @Test
  void shouldPutEveryBlockBetweenHeaderAndPixels() {
    PngHeader encoded =
        PngHeader.parse(
            PngHeaderTest.png(
                PngHeaderTest.chunk("tEXt", text("Software\0encoder")),
                PngHeaderTest.chunk("IDAT", text("pixels"))));

    // When
    PngHeader written = PngHeader.parse(PngWriter.inject(encoded, ALL, null, NONE, false));

    // Then the encoder's own text is gone, and all blocks are read back
    assertThat(types(written))
        .containsExactly("IHDR", "iCCP", "eXIf", "iTXt", "zTXt", "IDAT", "IEND");
    Metadata found = written.metadata();
    assertThat(found.exif()).isEqualTo(ALL.exif());
    assertThat(found.xmp()).isEqualTo(ALL.xmp());
    assertThat(found.photoshop()).isEqualTo(ALL.photoshop());
    assertThat(found.icc()).isEqualTo(ALL.icc());
  }

  @Test
  void shouldWriteTheChecksumOfTypeAndData() {
    PngHeader encoded = PngHeader.parse(PngHeaderTest.png());

    byte[] file =
        PngWriter.inject(encoded, Metadata.NONE.withExif(text("MM exif")), null, NONE, false);

    PngHeader.Chunk exif = PngHeader.parse(file).first("eXIf").orElseThrow();
    CRC32 crc = new CRC32();
    crc.update(text("eXIfMM exif"));
    assertThat(ByteBuffer.wrap(file).getInt(exif.offset() + exif.length()))
        .isEqualTo((int) crc.getValue());
  }

  @Test
  void shouldKeepTextAndDeclaredColourOfAnOriginalOfTheSameFormat() {
    // Given text for people, text that is a block, declared colour, and what speaks of other pixels
    byte[] original =
        PngHeaderTest.png(
            PngHeaderTest.chunk("gAMA", ints(45455)),
            PngHeaderTest.chunk("cICP", bytes(1, 13, 0, 1)),
            PngHeaderTest.chunk("pHYs", ints(2835, 2835), bytes(1)),
            PngHeaderTest.chunk("tEXt", text("Title\0Alps")),
            PngHeaderTest.chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0<old/>")),
            PngHeaderTest.chunk("zTXt", new RawProfile("exif", text("MM")).chunkData()),
            PngHeaderTest.chunk("hIST", bytes(0, 1)),
            PngHeaderTest.chunk("IDAT", text("old pixels")));
    PngHeader encoded =
        PngHeader.parse(PngHeaderTest.png(PngHeaderTest.chunk("IDAT", text("new"))));

    // When
    PngHeader plain =
        PngHeader.parse(
            PngWriter.inject(encoded, Metadata.NONE, PngHeader.parse(original), NONE, false));
    PngHeader withProfile =
        PngHeader.parse(
            PngWriter.inject(
                encoded, Metadata.NONE.withIcc(text("p")), PngHeader.parse(original), NONE, false));

    // Then
    assertThat(types(plain))
        .containsExactly("IHDR", "gAMA", "cICP", "pHYs", "tEXt", "IDAT", "IEND");
    assertThat(types(withProfile))
        .as("a profile overrides gAMA, and cICP overrides it")
        .containsExactly("IHDR", "iCCP", "cICP", "pHYs", "tEXt", "IDAT", "IEND");
    PngHeader.Chunk pixels = plain.first("IDAT").orElseThrow();
    assertThat(plain.bytes().text(pixels.offset(), pixels.length())).isEqualTo("new");
  }
}
