package io.tonework.imaging.file.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks made byte by byte, so that every place in them is known. */
class ExifBlockTest {
  private static final int ORIENTATION = 0x0112;
  private static final int SOFTWARE = 0x0131;
  private static final int EXIF_IFD = 0x8769;
  private static final int GPS_IFD = 0x8825;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  /** A block of a size with an empty first directory at 8. */
  private static ByteBuffer block(boolean littleEndian, int size) {
    ByteBuffer b =
        ByteBuffer.allocate(size)
            .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    b.put((littleEndian ? "II" : "MM").getBytes(ISO_8859_1)).putShort((short) 42).putInt(8);
    return b;
  }

  private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
    b.putShort((short) tag).putShort((short) type).putInt(count);
    if (type == SHORT && count == 1) {
      b.putShort((short) value).putShort((short) 0);
    } else {
      b.putInt(value);
    }
  }

  private static byte[] written(ByteBuffer b) {
    byte[] block = new byte[b.capacity()];
    b.get(0, block);
    return block;
  }

  private static ByteBuffer read(byte[] block) {
    return ByteBuffer.wrap(block)
        .order(block[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static byte[] rendered(byte[] exif, int width, int height, @Nullable String software) {
    Turn turn = Turn.by(ExifBlock.orientation(exif), width, height);
    return Objects.requireNonNull(ExifBlock.forRendered(exif, turn, software).block());
  }

  @ParameterizedTest
  @CsvSource({"true,1,1", "true,8,8", "false,6,6", "false,3,3", "true,0,1", "false,9,1"})
  void shouldReadTheOrientationInBothByteOrders(boolean littleEndian, int written, int expected) {
    ByteBuffer b = block(littleEndian, 26);
    b.putShort((short) 1);
    entry(b, ORIENTATION, SHORT, 1, written);

    assertThat(ExifBlock.orientation(written(b))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "II",
        "XX*\0\10\0\0\0\0\0\0\0\0\0",
        // a directory before the eighth byte, behind the end, and of more entries than there are
        "II*\0\4\0\0\0\0\0\0\0\0\0",
        "II*\0\177\0\0\0\0\0\0\0\0\0",
        "II*\0\10\0\0\0\2\0\0\0\0\0"
      })
  void shouldLeaveABlockAloneWhenItCannotBeUnderstood(String text) {
    byte[] block = text.getBytes(ISO_8859_1);

    assertThat(ExifBlock.orientation(block)).isEqualTo(1);
    assertThat(ExifBlock.saysAdobeRgb(block)).isFalse();
    assertThat(rendered(block, 10, 10, "Tonework")).isEqualTo(block);
  }

  @Test
  void shouldSayAdobeRgbOnlyWhenSpaceAndIndexDo() {
    // Given colour space "uncalibrated" and the index R03, as cameras write them
    ByteBuffer b = block(false, 8 + 18 + 30 + 18);
    b.putShort((short) 1);
    entry(b, EXIF_IFD, LONG, 1, 26);
    b.putInt(0).putShort((short) 2);
    entry(b, 0xA001, SHORT, 1, 0xFFFF);
    entry(b, 0xA005, LONG, 1, 56);
    b.putInt(0).putShort((short) 1);
    entry(b, 1, 2, 4, 'R' << 24 | '0' << 16 | '3' << 8);
    byte[] adobe = written(b);
    byte[] other = adobe.clone();
    other[56 + 2 + 8 + 2] = '9';
    byte[] srgb = adobe.clone();
    srgb[28 + 8] = 0;
    srgb[28 + 9] = 1;

    assertThat(ExifBlock.saysAdobeRgb(adobe)).isTrue();
    assertThat(ExifBlock.saysAdobeRgb(other)).as("R98").isFalse();
    assertThat(ExifBlock.saysAdobeRgb(srgb)).as("colour space 1").isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldStateSizeAndOrientationAnewAndNothingElse(boolean littleEndian) {
    // Given pixel dimensions as a long and as a short
    ByteBuffer b = block(littleEndian, 8 + 30 + 42);
    b.putShort((short) 2);
    entry(b, ORIENTATION, SHORT, 1, 6);
    entry(b, EXIF_IFD, LONG, 1, 38);
    b.putInt(0).putShort((short) 3);
    entry(b, 0xA002, LONG, 1, 4000);
    entry(b, 0xA003, SHORT, 1, 3000);
    entry(b, 0xA217, SHORT, 1, 2);
    byte[] before = written(b);

    // When
    byte[] after = rendered(before, 70_000, 50_000, null);

    // Then
    assertThat(ExifBlock.orientation(after)).isEqualTo(1);
    assertThat(read(after).getInt(40 + 8)).isEqualTo(70_000);
    assertThat(read(after).getShort(52 + 8) & 0xFFFF).isEqualTo(50_000);
    byte[] undone = after.clone();
    System.arraycopy(before, 18, undone, 18, 4);
    System.arraycopy(before, 48, undone, 48, 4);
    System.arraycopy(before, 60, undone, 60, 4);
    assertThat(undone).as("all other bytes").isEqualTo(before);
    assertThat(before[littleEndian ? 18 : 19]).as("the caller's array").isEqualTo((byte) 6);
  }

  @Test
  void shouldLeaveAShortDimensionAloneWhenTheSizeDoesNotFit() {
    ByteBuffer b = block(false, 8 + 18 + 18);
    b.putShort((short) 1);
    entry(b, EXIF_IFD, LONG, 1, 26);
    b.putInt(0).putShort((short) 1);
    entry(b, 0xA002, SHORT, 1, 4000);

    byte[] after = rendered(written(b), 70_000, 10, null);

    assertThat(after).isEqualTo(written(b));
  }

  @Test
  void shouldPutSoftwareInTheOrderOfTagsAndLeaveValuesWhereTheyAre() {
    // Given Make before and Artist behind, both with their text at a place of its own
    ByteBuffer b = block(true, 50);
    b.putShort((short) 2);
    entry(b, 0x010F, 2, 6, 38);
    entry(b, 0x013B, 2, 6, 44);
    b.putInt(0).put("Canon\0Artur\0".getBytes(ISO_8859_1));

    // When
    byte[] after = rendered(written(b), 1, 1, "Tonework");

    // Then the directory lies behind all that was there
    ByteBuffer r = read(after);
    int first = r.getInt(4);
    assertThat(first).isEqualTo(50);
    assertThat(r.getShort(first)).isEqualTo((short) 3);
    assertThat(r.getShort(first + 2) & 0xFFFF).isEqualTo(0x010F);
    assertThat(r.getShort(first + 14) & 0xFFFF).isEqualTo(SOFTWARE);
    assertThat(r.getShort(first + 26) & 0xFFFF).isEqualTo(0x013B);
    assertThat(r.getInt(first + 18)).as("characters with their zero").isEqualTo(9);
    int text = r.getInt(first + 22);
    assertThat(new String(after, text, 9, ISO_8859_1)).isEqualTo("Tonework\0");
    assertThat(r.getInt(first + 38)).as("no directory follows").isZero();
    assertThat(Arrays.copyOf(after, 4)).isEqualTo(Arrays.copyOf(written(b), 4));
    assertThat(Arrays.copyOfRange(after, 8, 50)).isEqualTo(Arrays.copyOfRange(written(b), 8, 50));
  }

  @Test
  void shouldReplaceSoftwareWhenThereIsOne() {
    ByteBuffer b = block(false, 26);
    b.putShort((short) 1);
    entry(b, SOFTWARE, 2, 4, 'A' << 24 | 'c' << 16 | 'r' << 8);

    byte[] after = rendered(written(b), 1, 1, "TW");

    ByteBuffer r = read(after);
    int first = r.getInt(4);
    assertThat(r.getShort(first)).isEqualTo((short) 1);
    assertThat(new String(after, first + 10, 3, ISO_8859_1)).as("in the entry").isEqualTo("TW\0");
  }

  @Test
  void shouldMakeABlockOfSoftwareAlone() {
    byte[] made = ExifBlock.fresh("Tonework");

    ByteBuffer r = read(made);
    int first = r.getInt(4);
    assertThat(new String(made, 0, 2, ISO_8859_1)).isEqualTo("MM");
    assertThat(r.getShort(first)).isEqualTo((short) 1);
    assertThat(r.getShort(first + 2) & 0xFFFF).isEqualTo(SOFTWARE);
    assertThat(new String(made, r.getInt(first + 10), 9, ISO_8859_1)).isEqualTo("Tonework\0");
  }

  @Test
  void shouldCutOffAPreviewThatComesLast() {
    ByteBuffer b = block(false, 26 + 30 + 40);
    b.putShort((short) 1);
    entry(b, ORIENTATION, SHORT, 1, 1);
    b.putInt(26).putShort((short) 2);
    entry(b, 0x0201, LONG, 1, 56);
    entry(b, 0x0202, LONG, 1, 40);

    byte[] after = rendered(written(b), 1, 1, null);

    assertThat(after).hasSize(26);
    assertThat(read(after).getInt(22)).as("no directory follows").isZero();
  }

  @Test
  void shouldKeepBytesBehindAPreviewThatAnEntryNeeds() {
    // Given a maker's text behind the preview
    ByteBuffer b = block(false, 26 + 30 + 40 + 8);
    b.putShort((short) 1);
    entry(b, 0x010F, 2, 8, 96);
    b.putInt(26).putShort((short) 2);
    entry(b, 0x0201, LONG, 1, 56);
    entry(b, 0x0202, LONG, 1, 40);

    byte[] after = rendered(written(b), 1, 1, null);

    assertThat(after).hasSameSizeAs(written(b));
    assertThat(read(after).getInt(22)).as("the preview is not shown").isZero();
  }

  @Test
  void shouldReadNothingFromADirectoryThatIsCutShortByOneByte() {
    ByteBuffer b = block(false, 26);
    b.putShort((short) 1);
    entry(b, ORIENTATION, SHORT, 1, 6);

    assertThat(ExifBlock.orientation(written(b))).isEqualTo(6);
    assertThat(ExifBlock.orientation(Arrays.copyOf(written(b), 25))).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"1000,6", "1001,1"})
  void shouldReadNoDirectoryOfMoreThanAThousandEntries(int count, int expected) {
    ByteBuffer b = block(true, 8 + 2 + count * 12 + 4);
    b.putShort((short) count);
    for (int i = 1; i < count; i++) {
      entry(b, 0x9000, SHORT, 1, 3);
    }
    entry(b, ORIENTATION, SHORT, 1, 6);

    assertThat(ExifBlock.orientation(written(b))).isEqualTo(expected);
  }

  @Test
  void shouldPutSoftwareBehindABlockOfOddLength() {
    ByteBuffer b = block(true, 27);
    b.putShort((short) 1);
    entry(b, 0x010F, 2, 2, 'A');

    byte[] after = rendered(written(b), 1, 1, "abc");

    ByteBuffer r = read(after);
    assertThat(r.getInt(4)).as("at an even place").isEqualTo(28);
    assertThat(r.getShort(28)).isEqualTo((short) 2);
    assertThat(r.getShort(44)).as("text").isEqualTo((short) 2);
    assertThat(r.getInt(46)).isEqualTo(4);
    assertThat(new String(after, 50, 4, ISO_8859_1)).as("in the entry").isEqualTo("abc\0");
  }

  @ParameterizedTest
  @CsvSource({"65535,65535", "65536,4000"})
  void shouldPutIntoAShortWhatFits(int width, int expected) {
    ByteBuffer b = block(true, 8 + 18 + 18);
    b.putShort((short) 1);
    entry(b, EXIF_IFD, LONG, 1, 26);
    b.putInt(0).putShort((short) 1);
    entry(b, 0xA002, SHORT, 1, 4000);

    byte[] after = rendered(written(b), width, 10, null);

    assertThat(read(after).getShort(36) & 0xFFFF).isEqualTo(expected);
  }

  /**
   * Four directories, their values up to 144, a preview's directory there and its bytes behind.
   *
   * @param moved which value lies behind the preview instead, of EXIF, interoperability or
   *     position, or the directory of interoperability itself
   */
  private static byte[] withPreview(String moved) {
    ByteBuffer b = block(false, 214 + 24);
    b.putShort((short) 2);
    entry(b, EXIF_IFD, LONG, 1, 38);
    entry(b, GPS_IFD, LONG, 1, 86);
    b.putInt(144).putShort((short) 2);
    entry(b, 0x829A, 5, 1, moved.equals("exif") ? 214 : 104);
    entry(b, 0xA005, LONG, 1, moved.equals("directory") ? 214 : 68);
    b.putInt(0).putShort((short) 1);
    entry(b, 0x1000, 2, 8, moved.equals("interoperability") ? 214 : 136);
    b.putInt(0).putShort((short) 1);
    entry(b, 2, 5, 3, moved.equals("position") ? 214 : 112);
    b.position(144).putShort((short) 2);
    entry(b, 0x0201, LONG, 1, 174);
    entry(b, 0x0202, LONG, 1, 64);
    b.position(214).putShort((short) 1);
    entry(b, 1, 2, 4, 'R' << 24 | '9' << 16 | '8' << 8);
    return written(b);
  }

  @Test
  void shouldCutOffAPreviewRightBehindTheLastValue() {
    byte[] before = withPreview("none");
    byte[] expected = Arrays.copyOf(before, 144);
    Arrays.fill(expected, 34, 38, (byte) 0);

    assertThat(rendered(before, 1, 1, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exif", "interoperability", "position", "directory"})
  void shouldKeepBytesBehindAPreviewThatAnyDirectoryNeeds(String moved) {
    byte[] before = withPreview(moved);
    byte[] expected = before.clone();
    Arrays.fill(expected, 34, 38, (byte) 0);

    assertThat(rendered(before, 1, 1, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"174,64,144", "174,48,144", "174,47,238", "144,94,238", "145,93,144"})
  void shouldCutOnlyWhenThePreviewIsTheLastOfTheBlock(int from, int length, int size) {
    byte[] before = withPreview("none");
    ByteBuffer.wrap(before).putInt(154, from).putInt(166, length);

    assertThat(rendered(before, 1, 1, null)).hasSize(size);
  }

  @Test
  void shouldKeepAllWhenTheSecondDirectoryIsNoPreview() {
    byte[] before = withPreview("none");
    ByteBuffer.wrap(before).putShort(158, (short) 0x0203);

    assertThat(rendered(before, 1, 1, null)).hasSameSizeAs(before);
  }
}
