package io.tonework.imaging.file.metadata;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhotoshopResourcesTest {
  private static final byte[] RECORD = bytes(0x1C, 2, 25, 0, 4, 'a', 'l', 'p', 's');
  private static final byte[] IPTC = resource(0x0404, "", RECORD);
  private static final byte[] PREVIEW = resource(0x040C, "", text("shown!"));
  private static final byte[] OLD_PREVIEW = resource(0x0409, "", text("shown"));
  private static final byte[] RESOLUTION = resource(0x03ED, "a name", text("300 dpi"));

  /** A resource with its name; name and data are padded to an even length. */
  private static byte[] resource(int id, String name, byte[] data) {
    byte[] padding = new byte[(name.length() + 1) & 1];
    return joined(
        text("8BIM"),
        shorts(id),
        bytes(name.length()),
        text(name),
        padding,
        ints(data.length),
        data,
        new byte[data.length & 1]);
  }

  @Test
  void shouldFindTheRecordAmongOthersOfAnyNameAndLength() {
    assertThat(PhotoshopResources.iptc(joined(RESOLUTION, PREVIEW, IPTC))).isEqualTo(RECORD);
    assertThat(PhotoshopResources.iptc(joined(RESOLUTION, PREVIEW))).isNull();
    assertThat(PhotoshopResources.iptc(new byte[0])).isNull();
    assertThat(PhotoshopResources.iptc(text("no resources at all"))).isNull();
  }

  @Test
  void shouldLeaveOutPreviewsAndNothingElse() {
    byte[] all = joined(RESOLUTION, PREVIEW, IPTC, OLD_PREVIEW);

    assertThat(PhotoshopResources.withoutPreview(all)).isEqualTo(joined(RESOLUTION, IPTC));
  }

  @Test
  void shouldGiveTheOthersWithoutTheRecord() {
    assertThat(PhotoshopResources.others(joined(RESOLUTION, IPTC))).isEqualTo(RESOLUTION);
    assertThat(PhotoshopResources.others(IPTC)).isNull();
  }

  @Test
  void shouldKeepWhatIsNotUnderstood() {
    byte[] strange = joined(RESOLUTION, text("8BPS and what follows"));
    byte[] cut = Arrays.copyOf(joined(RESOLUTION, PREVIEW), RESOLUTION.length + 8);

    assertThat(PhotoshopResources.withoutPreview(strange)).isEqualTo(strange);
    assertThat(PhotoshopResources.withoutPreview(cut)).isEqualTo(cut);
  }

  @Test
  void shouldEndAtTheEndWhenAResourceClaimsMore() {
    byte[] lying = joined(text("8BIM"), shorts(0x0404), bytes(0, 0), ints(-1), RECORD);

    assertThat(PhotoshopResources.iptc(lying)).isEqualTo(RECORD);
    assertThat(PhotoshopResources.others(lying)).isNull();
  }

  @Test
  void shouldAddARecordOnlyWhereThereIsNone() {
    byte[] other = bytes(0x1C, 2, 5, 0, 1, 'x', 0);

    assertThat(PhotoshopResources.withIptc(null, RECORD)).isEqualTo(IPTC);
    assertThat(PhotoshopResources.withIptc(RESOLUTION, RECORD)).isEqualTo(joined(RESOLUTION, IPTC));
    assertThat(PhotoshopResources.withIptc(IPTC, other)).isEqualTo(IPTC);
    assertThat(PhotoshopResources.withIptc(RESOLUTION, null)).isEqualTo(RESOLUTION);
    assertThat(PhotoshopResources.withIptc(null, null)).isNull();
  }

  @Test
  void shouldJoinBlocksInTheirOrder() {
    assertThat(PhotoshopResources.joined(null, IPTC)).isEqualTo(IPTC);
    assertThat(PhotoshopResources.joined(RESOLUTION, IPTC)).isEqualTo(joined(RESOLUTION, IPTC));
  }

  @Test
  void shouldWriteTheLengthOfALongRecord() {
    byte[] record = new byte[0x0102_03];
    record[0] = 0x1C;

    byte[] found = PhotoshopResources.withIptc(null, record);

    assertThat(found).startsWith(joined(text("8BIM"), shorts(0x0404, 0), bytes(0, 1, 2, 3, 0x1C)));
    assertThat(found).hasSize(12 + record.length + 1);
  }

  @Test
  void shouldReadAResourceOfNoBytesAtTheEnd() {
    byte[] empty = resource(0x0409, "", new byte[0]);

    assertThat(empty).hasSize(12);
    assertThat(PhotoshopResources.withoutPreview(joined(RESOLUTION, empty))).isEqualTo(RESOLUTION);
    assertThat(PhotoshopResources.iptc(resource(0x0404, "", new byte[0]))).isEmpty();
  }

  @Test
  void shouldKeepAResourceWhoseNameLeadsBehindTheEnd() {
    byte[] cut = joined(text("8BIM"), shorts(0x0409), bytes(200, 'n'), ints(0));

    assertThat(PhotoshopResources.withoutPreview(cut)).isEqualTo(cut);
  }
}
