package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of resources that speak of places. */
class PhotoshopPlacesTest {
  private static final Turn NONE = Turn.by(1, 30, 20);
  private static final Turn TURNED = Turn.by(6, 20, 30);
  private static final byte[] KEYWORD = "\34\2\31\0\4alps".getBytes(ISO_8859_1);
  private static final byte[] CITY = "\34\2\132\0\4Wien".getBytes(ISO_8859_1);

  private static byte[] resource(int id, byte[] data) {
    return ByteBuffer.allocate(12 + data.length + (data.length & 1))
        .put("8BIM".getBytes(ISO_8859_1))
        .putShort((short) id)
        .putShort((short) 0)
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] exif(int orientation) {
    return ByteBuffer.allocate(26)
        .put("MM\0*".getBytes(ISO_8859_1))
        .putInt(8)
        .putShort((short) 1)
        .putShort((short) 0x0112)
        .putShort((short) 3)
        .putInt(1)
        .putShort((short) orientation)
        .array();
  }

  @Test
  void shouldTakePlacesOutOfTheRecordAndDigestItAnew() {
    byte[] resources =
        joined(
            resource(0x03ED, new byte[16]),
            resource(0x0404, joined(KEYWORD, CITY)),
            resource(0x0425, new byte[16]));

    Carried carried = PhotoshopResources.forRendered(resources, NONE, true);

    assertThat(carried.block())
        .isEqualTo(
            joined(
                resource(0x03ED, new byte[16]),
                resource(0x0404, KEYWORD),
                resource(0x0425, IptcRecord.digest(KEYWORD))));
    assertThat(carried.dropped()).isEmpty();
    assertThat(PhotoshopResources.forRendered(resources, NONE, false).block()).isEqualTo(resources);
  }

  @Test
  void shouldLeaveNothingOfARecordOfPlacesAlone() {
    byte[] resources = joined(resource(0x0404, CITY), resource(0x0425, new byte[16]));

    assertThat(PhotoshopResources.forRendered(resources, NONE, true).block()).isNull();
  }

  @Test
  void shouldNotKeepOtherBlocksWithinWhenNoPositionMayBeLeft() {
    byte[] packet = "<a exif:GPSLatitude='48' b='c'/>".getBytes(ISO_8859_1);
    byte[] resources =
        joined(
            resource(0x0422, exif(1)), resource(0x0424, packet), new byte[] {'A', 'g', 'H', 'g'});

    Carried carried = PhotoshopResources.forRendered(resources, NONE, true);

    String kept = new String(Objects.requireNonNull(carried.block()), ISO_8859_1);
    assertThat(kept).contains("b='c'").doesNotContain("GPS", "MM", "AgHg");
    assertThat(carried.dropped())
        .containsExactly("EXIF in Photoshop resources", "Photoshop resources that cannot be read");
  }

  @Test
  void shouldSayUprightInOtherBlocksWithin() {
    byte[] packet = "<a tiff:Orientation='6'/>".getBytes(ISO_8859_1);
    byte[] upright = "<a tiff:Orientation='1'/>".getBytes(ISO_8859_1);
    byte[] resources = joined(resource(0x0422, exif(6)), resource(0x0424, packet));

    assertThat(PhotoshopResources.forRendered(resources, TURNED, false).block())
        .isEqualTo(joined(resource(0x0422, exif(1)), resource(0x0424, upright)));
    assertThat(PhotoshopResources.forRendered(resources, NONE, false).block()).isEqualTo(resources);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0408, 0x041A, 2000, 2998})
  void shouldNamePathsAndGuidesOfATurnedPicture(int id) {
    byte[] other = resource(0x03ED, new byte[16]);
    byte[] resources = joined(resource(id, new byte[26]), other);

    Carried carried = PhotoshopResources.forRendered(resources, TURNED, false);

    assertThat(carried.block()).isEqualTo(other);
    assertThat(carried.dropped()).containsExactly("Photoshop paths and guides");
    assertThat(PhotoshopResources.forRendered(resources, NONE, false).block()).isEqualTo(resources);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0409, 0x040C})
  void shouldCarryNoPreview(int id) {
    assertThat(PhotoshopResources.forRendered(resource(id, new byte[9]), NONE, false).block())
        .isNull();
  }
}
