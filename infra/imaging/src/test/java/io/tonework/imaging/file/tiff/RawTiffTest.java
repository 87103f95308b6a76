package io.tonework.imaging.file.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawTiffTest {
  private static final int PHOTOMETRIC = 0x0106;
  private static final int SUB_IFDS = 0x014A;
  private static final int DNG_VERSION = 0xC612;
  private static final int CFA = 32803;
  private static final int RGB = 2;

  private static TiffMaker small(boolean littleEndian) {
    return new TiffMaker(littleEndian, false).number(0x0100, 3, 160).number(PHOTOMETRIC, 3, RGB);
  }

  @ParameterizedTest
  @CsvSource({"32803,true", "34892,true", "2,false", "1,false", "32804,false"})
  void shouldKnowARawFileByThePhotometricInterpretation(int photometric, boolean raw) {
    for (boolean littleEndian : new boolean[] {true, false}) {
      byte[] file = new TiffMaker(littleEndian, false).number(PHOTOMETRIC, 3, photometric).file();

      assertThat(RawTiff.isRaw(file)).isEqualTo(raw);
    }
  }

  @Test
  void shouldKnowADngByItsVersion() {
    assertThat(RawTiff.isRaw(small(true).number(DNG_VERSION, 1, 1).file())).isTrue();
    assertThat(RawTiff.isRaw(small(true).number(DNG_VERSION + 1, 1, 1).file())).isFalse();
  }

  @Test
  void shouldLookIntoTheDirectoriesThatFollow() {
    TiffMaker raw = new TiffMaker(false, false).number(PHOTOMETRIC, 3, CFA);

    assertThat(RawTiff.isRaw(small(false).then(small(false)).then(raw).file())).isTrue();
    assertThat(RawTiff.isRaw(small(false).then(small(false)).file())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"4,true", "13,true", "3,false", "7,false"})
  void shouldLookIntoTheOneSubPictureOfAPreview(int type, boolean found) {
    // Given a preview that names a directory of raw pixels, which does not follow it
    TiffMaker preview = small(true);
    int behind = 8 + 2 + 3 * 12 + 4;
    byte[] file =
        unlinked(
            preview
                .entry(SUB_IFDS, type, 1, behind)
                .then(new TiffMaker(true, false).number(PHOTOMETRIC, 3, CFA))
                .file(),
            behind);

    assertThat(RawTiff.isRaw(file)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"0,true", "1,true", "31,true", "32,false"})
  void shouldLookIntoAsManySubPicturesAsAnyCameraWrites(int which, boolean found) {
    // Given a list of sub-pictures of which one is raw and the others are nowhere
    int first = 8 + 2 + 3 * 12 + 4;
    int raw = first + 4 * 40;
    TiffMaker list = small(false).entry(SUB_IFDS, 4, 40, first);
    byte[] file = Arrays.copyOf(list.file(), raw + 2 + 12 + 4);
    ByteBuffer out = ByteBuffer.wrap(file);
    out.putInt(first + 4 * which, raw);
    out.position(raw).putShort((short) 1).putShort((short) PHOTOMETRIC).putShort((short) 3);
    out.putInt(1).putShort((short) CFA);

    assertThat(RawTiff.isRaw(file)).isEqualTo(found);
  }

  @Test
  void shouldFindNothingWhenTheHeadEndsBeforeItTells() {
    byte[] file =
        new TiffMaker(true, false).number(0x0100, 3, 8).number(PHOTOMETRIC, 3, CFA).file();

    assertThat(RawTiff.isRaw(Arrays.copyOf(file, 8 + 2 + 12 + 10))).isTrue();
    assertThat(RawTiff.isRaw(Arrays.copyOf(file, 8 + 2 + 12 + 9))).isFalse();
    assertThat(RawTiff.isRaw(Arrays.copyOf(file, 9))).isFalse();
    assertThat(RawTiff.isRaw(Arrays.copyOf(file, 7))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001})
  void shouldNotReadDirectoriesOfMoreTagsThanAnyCameraWrites(int count) {
    TiffMaker maker = new TiffMaker(true, false).number(DNG_VERSION, 1, 1);
    for (int i = 1; i < count; i++) {
      maker.number(0x0100, 3, 1);
    }

    assertThat(RawTiff.isRaw(maker.file())).isEqualTo(count == 1000);
  }

  @Test
  void shouldEndWhenDirectoriesRunInACircle() {
    assertThat(RawTiff.isRaw(small(true).then(small(true)).thenItself().file())).isFalse();
  }

  @Test
  void shouldStopAfterThirtyTwoDirectories() {
    TiffMaker raw = new TiffMaker(true, false).number(PHOTOMETRIC, 3, CFA);

    assertThat(RawTiff.isRaw(chain(31, raw))).isTrue();
    assertThat(RawTiff.isRaw(chain(32, raw))).isFalse();
  }

  private static byte[] chain(int small, TiffMaker last) {
    TiffMaker first = small(true);
    for (int i = 1; i < small; i++) {
      first.then(small(true));
    }
    return first.then(last).file();
  }

  /** The same without the link of the first directory, which lies before a place. */
  private static byte[] unlinked(byte[] file, int end) {
    Arrays.fill(file, end - 4, end, (byte) 0);
    return file;
  }
}
