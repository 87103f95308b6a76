package io.tonework.imaging.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.TestImages;
import io.tonework.imaging.file.format.ImageFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskFileTest {
  @ParameterizedTest
  @CsvSource({"1,8,1", "3,8,1", "1,16,257"})
  void shouldReadLevelsWhenMaskIsGrey(int channels, int bits, int step) {
    byte[] png =
        TestImages.file(ImageFormat.PNG, 32, 8, channels, bits, (x, y, c) -> (x + y * 32) * step);

    SoftMask mask = MaskFile.read(png);

    assertThat(mask.width()).isEqualTo(32);
    assertThat(mask.level(10, 3)).isEqualTo(106);
    // the last levels of what means all or nothing are snapped
    assertThat(mask.level(2, 0)).isZero();
    assertThat(mask.level(30, 7)).isEqualTo(255);
  }

  @Test
  void shouldShrinkMaskWhenItIsAsLargeAsPhoto() {
    byte[] png = TestImages.file(ImageFormat.PNG, 4100, 10, 1, 8, (x, y, c) -> x < 2050 ? 40 : 200);

    SoftMask mask = MaskFile.read(png);

    assertThat(mask.width()).isEqualTo(SoftMask.MAX_SIDE);
    assertThat(mask.height()).isEqualTo(5);
    assertThat(mask.level(100, 2)).isEqualTo(40);
    assertThat(mask.level(2000, 2)).isEqualTo(200);
  }

  @Test
  void shouldSayWhyWhenMaskCannotBeUsed() {
    byte[] jpeg = TestImages.file(ImageFormat.JPEG, 8, 8, 3, 8, (x, y, c) -> 0);
    byte[] alpha = TestImages.file(ImageFormat.PNG, 8, 8, 4, 8, (x, y, c) -> 255);
    byte[] colour = TestImages.file(ImageFormat.PNG, 8, 8, 3, 8, (x, y, c) -> c == 0 ? 255 : 0);
    byte[] whole = TestImages.file(ImageFormat.PNG, 64, 64, 1, 8, (x, y, c) -> x * 37 ^ y * 11);
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    byte[] wide = TestImages.file(ImageFormat.PNG, 16_385, 1, 1, 8, (x, y, c) -> 0);

    assertRefused(jpeg, "must be a PNG file, not JPEG");
    assertRefused(alpha, "must not have an alpha channel");
    assertRefused(colour, "must be grey");
    assertRefused(cut, "mask");
    assertRefused(wide, "16384");
    assertRefused(new byte[0], "mask");
    assertRefused(new byte[MaskFile.MAX_BYTES + 1], "limit");
  }

  private static void assertRefused(byte[] file, String why) {
    assertThatThrownBy(() -> MaskFile.read(file))
        .isInstanceOf(UnusableMask.class)
        .hasMessageContaining(why);
  }
}
