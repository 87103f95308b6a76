package io.tonework.imaging.file.jpeg;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.text;
import static io.tonework.imaging.file.jpeg.JpegHeaderTest.jpeg;
import static io.tonework.imaging.file.jpeg.JpegHeaderTest.segment;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.Turn;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JpegWriterTest {
  private static final Turn NONE = Turn.by(1, 1, 1);
  private static final byte[] JFIF = text("JFIF\0\1\1\0\0\1\0\1\0\0");

  private static List<Integer> markers(JpegHeader header) {
    return header.segments().stream().map(JpegHeader.Segment::marker).toList();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void shouldPutEveryBlockBehindTheFirstSegmentInPlaceOfTheEncodersOwn() {
    JpegHeader encoded =
        JpegHeader.parse(
            jpeg(
                segment(0xE0, JFIF),
                segment(0xE1, text("Exif\0\0own")),
                segment(0xFE, text("an encoder")),
                segment(0xDB, bytes(1))));
    Metadata all = new Metadata(text("MM exif"), text("<x/>"), text("8BIM..."), text("profile"));

    // When
    byte[] file = JpegWriter.inject(encoded, all, null, NONE, false);

    // Then
    JpegHeader written = JpegHeader.parse(file);
    assertThat(markers(written)).containsExactly(0xE0, 0xE1, 0xE1, 0xED, 0xE2, 0xDB, 0xC0);
    Metadata found = written.metadata();
    assertThat(found.exif()).isEqualTo(all.exif());
    assertThat(found.xmp()).isEqualTo(all.xmp());
    assertThat(found.photoshop()).isEqualTo(all.photoshop());
    assertThat(found.icc()).isEqualTo(all.icc());
    assertThat(written.end()).isEqualTo(file.length);
  }

  @Test
  void shouldDivideLargeBlocksAndNumberTheParts() {
    Metadata large = new Metadata(null, null, random(200_000), random(150_000));

    byte[] file = JpegWriter.inject(JpegHeader.parse(jpeg()), large, null, NONE, false);

    JpegHeader written = JpegHeader.parse(file);
    assertThat(markers(written)).containsExactly(0xED, 0xED, 0xED, 0xED, 0xE2, 0xE2, 0xE2, 0xC0);
    JpegHeader.Segment second = written.segments().get(5);
    assertThat(file[second.offset() + 12]).as("part").isEqualTo((byte) 2);
    assertThat(file[second.offset() + 13]).as("of").isEqualTo((byte) 3);
    assertThat(written.metadata().photoshop()).isEqualTo(large.photoshop());
    assertThat(written.metadata().icc()).isEqualTo(large.icc());
  }

  @Test
  void shouldKeepResolutionAndCommentsOfAJpegWithoutItsPreview() {
    // Given 300 dots an inch with a preview of 1 x 1, and two comments
    byte[] resolution = text("JFIF\0\1\1\1\1\54\1\54\1\1rgb");
    JpegHeader original =
        JpegHeader.parse(
            jpeg(
                segment(0xE0, resolution), segment(0xFE, text("one")), segment(0xFE, text("two"))));
    JpegHeader encoded = JpegHeader.parse(jpeg(segment(0xE0, JFIF)));

    // When
    byte[] file = JpegWriter.inject(encoded, Metadata.NONE, original, NONE, false);

    // Then
    JpegHeader written = JpegHeader.parse(file);
    assertThat(markers(written)).containsExactly(0xE0, 0xFE, 0xFE, 0xC0);
    JpegHeader.Segment first = written.segments().getFirst();
    assertThat(java.util.Arrays.copyOfRange(file, first.offset(), first.end()))
        .isEqualTo(text("JFIF\0\1\1\1\1\54\1\54\0\0"));
    assertThat(written.bytes().text(written.segments().get(2).offset(), 3)).isEqualTo("two");
  }

  @Test
  void shouldDivideAPacketThatIsTooLargeAndJoinItAgain() {
    String description = "<rdf:Description rdf:about=''><a>%s</a></rdf:Description>";
    String packet =
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='r'>"
            + description.formatted("small")
            + description.formatted("b".repeat(70_000))
            + "</rdf:RDF></x:xmpmeta>";

    byte[] file =
        JpegWriter.inject(
            JpegHeader.parse(jpeg()), Metadata.NONE.withXmp(text(packet)), null, NONE, false);

    JpegHeader written = JpegHeader.parse(file);
    assertThat(markers(written)).containsExactly(0xE1, 0xE1, 0xE1, 0xC0);
    assertThat(written.hasWholeExtension()).isTrue();
    assertThat(latin1(written.metadata().xmp())).contains("<a>small</a>", "b".repeat(70_000));
  }

  @Test
  void shouldRefuseExifThatFitsIntoNoSegment() {
    JpegHeader encoded = JpegHeader.parse(jpeg());
    Metadata fits = Metadata.NONE.withExif(new byte[65_527]);
    Metadata large = Metadata.NONE.withExif(new byte[65_528]);

    assertThat(
            JpegHeader.parse(JpegWriter.inject(encoded, fits, null, NONE, false)).metadata().exif())
        .hasSize(65_527);
    assertThatThrownBy(() -> JpegWriter.inject(encoded, large, null, NONE, false))
        .isInstanceOf(UnsupportedImage.class)
        .hasMessage(
            "the EXIF block of 65528 bytes is too large for a JPEG; ask for another format");
  }

  @Test
  void shouldLeaveThePictureByteForByte() {
    byte[] picture = jpeg(segment(0xDB, random(65)));

    byte[] file = JpegWriter.inject(JpegHeader.parse(picture), Metadata.NONE, null, NONE, false);

    assertThat(file).isEqualTo(picture);
  }

  private static String latin1(byte @Nullable [] bytes) {
    return new String(Objects.requireNonNull(bytes), ISO_8859_1);
  }
}
