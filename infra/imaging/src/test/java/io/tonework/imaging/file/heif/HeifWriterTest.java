package io.tonework.imaging.file.heif;

import static io.tonework.imaging.file.HandMade.box;
import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.fullBox;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.file.HandMade;
import io.tonework.imaging.file.HeifMaker;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeifWriterTest {
  private static final byte[] EXIF = text("MM\0*exif");
  private static final byte[] XMP = text("<x:xmpmeta/>");
  private static final Metadata BOTH = Metadata.NONE.withExif(EXIF).withXmp(XMP);

  private static HeifItems injected(byte[] file, Metadata metadata) {
    return HeifItems.parse(HeifWriter.inject(HeifHeader.parse(file), metadata));
  }

  @Test
  void shouldAddItemsThatDescribeThePictureAndMoveWhatFollows() {
    // Given a picture whose coded bytes lie behind the meta box
    byte[] coded = text("coded pixels");
    byte[] file = HeifMaker.of("heic", 64, 48).data(1, coded).file();

    // When
    HeifItems items = injected(file, BOTH);

    // Then the picture is where its location says, and two items describe it
    assertThat(items.data(1)).isEqualTo(coded);
    assertThat(items.items())
        .containsExactly(
            new HeifItems.Item(1, "hvc1", ""),
            new HeifItems.Item(2, "Exif", ""),
            new HeifItems.Item(3, "mime", "application/rdf+xml"));
    assertThat(items.data(2)).isEqualTo(joined(HandMade.ints(6), text("Exif\0\0"), EXIF));
    assertThat(items.data(3)).isEqualTo(XMP);
    assertThat(items.references())
        .containsExactly(
            new HeifItems.Reference("cdsc", 2, List.of(1)),
            new HeifItems.Reference("cdsc", 3, List.of(1)));
    assertThat(items.primary()).isEqualTo(1);
    assertThat(items.properties(1)).extracting(HeifBox::type).containsExactly("ispe");
  }

  @Test
  void shouldBeReadBackAsItWasPutIn() {
    byte[] file = HeifMaker.of("avif", 64, 48).data(1, text("coded")).file();

    Metadata found = HeifHeader.parse(HeifWriter.inject(HeifHeader.parse(file), BOTH)).metadata();

    assertThat(found.exif()).isEqualTo(EXIF);
    assertThat(found.xmp()).isEqualTo(XMP);
    assertThat(found.icc()).isNull();
  }

  @Test
  void shouldReplaceTheEncodersOwnMetadata() {
    // Given an encoder that wrote EXIF and a packet of its own, with their references
    byte[] file =
        HeifMaker.of("heic", 64, 48)
            .exif(2, text("own exif"), "")
            .mime(3, "application/rdf+xml", text("own packet"))
            .item(4, "hvc1")
            .reference("cdsc", 2, 1)
            .reference("thmb", 4, 1)
            .data(1, text("coded"))
            .file();

    // When
    HeifItems items = injected(file, Metadata.NONE.withXmp(XMP));

    // Then
    assertThat(items.items())
        .containsExactly(
            new HeifItems.Item(1, "hvc1", ""),
            new HeifItems.Item(4, "hvc1", ""),
            new HeifItems.Item(5, "mime", "application/rdf+xml"));
    assertThat(items.references())
        .containsExactly(
            new HeifItems.Reference("thmb", 4, List.of(1)),
            new HeifItems.Reference("cdsc", 5, List.of(1)));
    assertThat(items.data(1)).isEqualTo(text("coded"));
    assertThat(items.data(5)).isEqualTo(XMP);
  }

  @Test
  void shouldNameSrgbWhereTheEncoderLeavesTheColourOpen() {
    byte[] open =
        HeifMaker.of("avif", 8, 8).colour("nclx", joined(shorts(2, 2, 6), bytes(0x80))).file();
    byte[] said =
        HeifMaker.of("avif", 8, 8).colour("nclx", joined(shorts(9, 16, 9), bytes(0))).file();
    byte[] withProfile =
        HeifMaker.of("avif", 8, 8)
            .colour("nclx", joined(shorts(2, 2, 6), bytes(0x80)))
            .colour("prof", text("a profile"))
            .file();

    assertThat(coded(open)).isEqualTo(new CodedColour(1, 13));
    assertThat(coded(said)).isEqualTo(new CodedColour(9, 16));
    assertThat(coded(withProfile)).isEqualTo(new CodedColour(2, 2));
  }

  private static CodedColour coded(byte[] file) {
    byte[] before = file.clone();
    byte[] written = HeifWriter.inject(HeifHeader.parse(file), Metadata.NONE);
    assertThat(file).as("the encoder's file").isEqualTo(before);
    return HeifHeader.parse(written).codedColour().orElseThrow();
  }

  @Test
  void shouldBeAFaultOfTheEncoderWhenItWroteNoMetaBox() {
    HeifHeader bare = HeifHeader.parse(HandMade.box("ftyp", text("heic")));

    assertThatThrownBy(() -> HeifWriter.inject(bare, BOTH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the encoder wrote no meta box");
  }

  @Test
  void shouldEndWithABoxOfTheNewBytes() {
    byte[] file = HeifMaker.of("heic", 64, 48).data(1, text("coded")).file();

    byte[] written = HeifWriter.inject(HeifHeader.parse(file), BOTH);

    List<HeifBox> boxes = HeifItems.parse(written).topLevel();
    assertThat(boxes).extracting(HeifBox::type).containsExactly("ftyp", "meta", "mdat", "mdat");
    HeifBox last = boxes.getLast();
    assertThat(last.length()).isEqualTo(8 + 4 + 6 + EXIF.length + XMP.length);
    assertThat(last.end()).isEqualTo(written.length);
    assertThat(written).endsWith(joined(EXIF, XMP));
  }

  @Test
  void shouldMoveBytesThatBeginRightBehindTheItems() {
    // Given a picture whose location names the header of the box that its bytes are in
    byte[] file = HeifMaker.of("heic", 64, 48).data(1, text("coded")).file();
    int end = HeifItems.parse(file).topLevel().get(1).end();
    int place =
        new String(file, ISO_8859_1).lastIndexOf(new String(HandMade.ints(end + 8), ISO_8859_1));
    System.arraycopy(HandMade.ints(end), 0, file, place, 4);

    // When / Then
    byte[] before = HeifItems.parse(file).data(1);
    assertThat(before).startsWith(text("\0\0\0\15m"));
    assertThat(injected(file, BOTH).data(1)).isEqualTo(before);
  }

  @Test
  void shouldCountItemsByFourBytesWhereTheEncoderDoes() {
    // Given boxes of later versions, ids of four bytes, and no references
    byte[] own = fullBox("infe", 2, 0, shorts(2, 0), text("Exif\0"));
    byte[] picture = fullBox("infe", 3, 0, HandMade.ints(1), shorts(0), text("hvc1\0"));
    byte[] iinf = fullBox("iinf", 1, 0, HandMade.ints(2), picture, own);
    byte[] iloc = fullBox("iloc", 0, 0, shorts(0x4400, 0));
    byte[] iref = fullBox("iref", 1, 0, box("cdsc", HandMade.ints(2), shorts(1), HandMade.ints(1)));
    byte[] pitm = fullBox("pitm", 1, 0, HandMade.ints(1));
    byte[] file = joined(box("ftyp", text("heic")), fullBox("meta", 0, 0, pitm, iinf, iloc, iref));

    // When
    byte[] written = HeifWriter.inject(HeifHeader.parse(file), BOTH);

    // Then
    HeifItems items = HeifItems.parse(written);
    assertThat(items.items())
        .containsExactly(
            new HeifItems.Item(1, "hvc1", ""),
            new HeifItems.Item(3, "Exif", ""),
            new HeifItems.Item(4, "mime", "application/rdf+xml"));
    assertThat(items.references())
        .containsExactly(
            new HeifItems.Reference("cdsc", 3, List.of(1)),
            new HeifItems.Reference("cdsc", 4, List.of(1)));
    String all = new String(written, ISO_8859_1);
    int list = all.indexOf("iinf") + 4;
    assertThat(all.substring(list, list + 8)).as("count").isEqualTo("\1\0\0\0\0\0\0\3");
  }

  @Test
  void shouldWriteTheCountOfItemsByTwoBytes() {
    byte[] file = HeifMaker.of("heic", 64, 48).exif(2, text("own"), "").item(4, "hvc1").file();

    String all = new String(HeifWriter.inject(HeifHeader.parse(file), BOTH), ISO_8859_1);

    int list = all.indexOf("iinf") + 4;
    assertThat(all.substring(list, list + 6)).isEqualTo("\0\0\0\0\0\4");
  }
}
