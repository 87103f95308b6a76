package io.tonework.imaging.file.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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
}
