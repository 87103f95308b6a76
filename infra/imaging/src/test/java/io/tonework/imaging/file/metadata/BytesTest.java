package io.tonework.imaging.file.metadata;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void shouldFindTheSameByteAsByOneAfterTheOtherWhenEightAreReadAtOnce() {
    // Given: values whose borrows and high bits could be taken for 0xFF, and few of it
    byte[] likely = {0, 1, (byte) 0x7F, (byte) 0x80, (byte) 0xFE, (byte) 0xFE};
    Random random = new Random(61);
    byte[] array = new byte[5_003];
    for (int i = 0; i < array.length; i++) {
      array[i] = random.nextInt(40) == 0 ? -1 : likely[random.nextInt(likely.length)];
    }

    for (int from = 0; from <= array.length; from++) {
      int found = Bytes.skipToFf(array, from);

      int expected = from;
      while (expected < array.length && array[expected] != -1) {
        expected++;
      }
      assertThat(found).as("from %d", from).isEqualTo(expected);
    }
  }

  private static final byte[] NINE = bytes(0x81, 0x12, 0x93, 0x34, 0xA5, 0x56, 0xB7, 0x78, 0x19);

  @Test
  void shouldReadNumbersOfEveryWidthInBothOrders() {
    Bytes big = Bytes.bigEndian(NINE);
    Bytes little = Bytes.littleEndian(NINE);

    assertThat(big.u8(2)).isEqualTo(0x93);
    assertThat(big.u16(2)).isEqualTo(0x9334);
    assertThat(little.u16(2)).isEqualTo(0x3493);
    assertThat(big.u24(2)).isEqualTo(0x9334A5);
    assertThat(little.u24(2)).isEqualTo(0xA53493);
    assertThat(big.u32(2)).isEqualTo(0x9334A556L);
    assertThat(little.u32(2)).isEqualTo(0x56A53493L);
    assertThat(big.u64(1)).isEqualTo(0x129334A556B77819L);
    assertThat(little.u64(1)).isEqualTo(0x1978B756A5349312L);
    assertThat(Bytes.bigEndian(new byte[8]).u64(0)).isZero();
  }

  @Test
  void shouldRefuseNumbersThatAreNoPlaceInAFile() {
    assertThatThrownBy(() -> Bytes.bigEndian(NINE).u64(0))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("a number at byte 0 is beyond every file");
    assertThatThrownBy(() -> Bytes.littleEndian(bytes(0, 0, 0, 0, 0, 0, 0, 0x80)).u64(0))
        .isInstanceOf(CorruptImage.class);
  }

  @Test
  void shouldReadUpToTheLastByteAndNoFurther() {
    Bytes bytes = Bytes.bigEndian(NINE);

    assertThat(bytes.length()).isEqualTo(9);
    assertThat(bytes.u8(8)).isEqualTo(0x19);
    assertThat(bytes.u16(7)).isEqualTo(0x7819);
    for (ThrowingCallable beyond :
        List.<ThrowingCallable>of(
            () -> bytes.u8(9),
            () -> bytes.u8(-1),
            () -> bytes.u16(8),
            () -> bytes.u24(7),
            () -> bytes.u32(6),
            () -> bytes.u64(2),
            () -> bytes.text(8, 2),
            () -> bytes.text(8, -1),
            () -> bytes.slice(8, 10),
            () -> bytes.slice(-1, 2))) {
      assertThatThrownBy(beyond).isInstanceOf(CorruptImage.class);
    }
    assertThatThrownBy(() -> bytes.require(7, 3))
        .hasMessage("the file ends at byte 9, but its header speaks of bytes 7 to 10");
  }

  @Test
  void shouldCutOutTextAndBlocks() {
    Bytes bytes = Bytes.bigEndian(text("abc\u00FFd"));

    assertThat(bytes.text(1, 3)).isEqualTo("bc\u00FF");
    assertThat(bytes.text(5, 0)).isEmpty();
    assertThat(bytes.slice(1, 3)).isEqualTo(text("bc"));
    assertThat(bytes.slice(3, 3)).isEmpty();
    assertThatThrownBy(() -> bytes.slice(3, 2))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("a block of the file ends before it begins, at byte 3");
  }

  @Test
  void shouldFindTextOnlyWhereAllOfItIs() {
    Bytes bytes = Bytes.bigEndian(text("abc\u00FFd"));

    assertThat(bytes.has(0, "abc")).isTrue();
    assertThat(bytes.has(2, "c\u00FFd")).isTrue();
    assertThat(bytes.has(1, "abc")).isFalse();
    assertThat(bytes.has(0, "abd")).isFalse();
    assertThat(bytes.has(3, "\u00FFde")).isFalse();
    assertThat(bytes.has(-1, "a")).isFalse();
    assertThat(bytes.has(5, "")).isTrue();
  }

  @Test
  void shouldAllowAHundredThousandBlocks() {
    Bytes.requireFew(99_999);

    assertThatThrownBy(() -> Bytes.requireFew(100_000))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("more than 100000 blocks in the file");
  }
}
