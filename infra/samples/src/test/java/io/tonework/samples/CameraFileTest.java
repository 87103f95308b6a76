package io.tonework.samples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The metadata is read by hand here, after the texts of the standards and not by our readers. */
class CameraFileTest {
  private static final byte[] PLAIN = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};
  private static final byte[] PROFILE = {1, 2, 3, 4, 5};

  private final byte[] file = CameraFile.withMetadata(PLAIN, PROFILE, 320, 200, 6);

  /** A value of an EXIF directory: numbers as they are, texts and fractions by their bytes. */
  @SuppressWarnings("ArrayRecordComponent") // looked at once, never compared
  private record Value(int type, int count, int inline, byte[] bytes) {
    String text() {
      return new String(bytes, ISO_8859_1);
    }
  }

  private static final int[] BYTES_OF_TYPE = {0, 1, 1, 2, 4, 8};

  private static Map<Integer, Value> directory(ByteBuffer tiff, int at) {
    Map<Integer, Value> values = new TreeMap<>();
    int entries = tiff.getShort(at);
    int last = 0;
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + 12 * i;
      int tag = tiff.getShort(entry) & 0xffff;
      assertThat(tag).as("tags must rise").isGreaterThan(last);
      last = tag;
      int type = tiff.getShort(entry + 2);
      int count = tiff.getInt(entry + 4);
      byte[] bytes = new byte[BYTES_OF_TYPE[type] * count];
      tiff.get(bytes.length <= 4 ? entry + 8 : tiff.getInt(entry + 8), bytes);
      int inline = type == 3 ? tiff.getShort(entry + 8) : tiff.getInt(entry + 8);
      values.put(tag, new Value(type, count, inline, bytes));
    }
    assertThat(tiff.getInt(at + 2 + 12 * entries)).as("no next directory").isZero();
    return values;
  }

  private static Value value(Map<Integer, Value> directory, int tag) {
    return Objects.requireNonNull(directory.get(tag), () -> "no tag " + Integer.toHexString(tag));
  }

  private ByteBuffer tiff() {
    int length = ByteBuffer.wrap(file).getShort(4) & 0xffff;
    byte[] segment = new byte[length - 2];
    ByteBuffer.wrap(file).get(6, segment);
    assertThat(new String(segment, 0, 6, ISO_8859_1)).isEqualTo("Exif\0\0");
    return ByteBuffer.wrap(segment, 6, segment.length - 6).slice();
  }

  @Test
  void shouldPutBothBlocksBehindTheStartAndLeaveThePictureAlone() {
    // When
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int icc = 4 + (bytes.getShort(4) & 0xffff);
    int rest = icc + 2 + (bytes.getShort(icc + 2) & 0xffff);
    // Then
    assertThat(bytes.getShort(0)).isEqualTo((short) 0xFFD8);
    assertThat(bytes.getShort(2)).isEqualTo((short) 0xFFE1);
    assertThat(bytes.getShort(icc)).isEqualTo((short) 0xFFE2);
    assertThat(new String(file, icc + 4, 14, ISO_8859_1)).isEqualTo("ICC_PROFILE\0\1\1");
    assertThat(bytes.slice(icc + 18, PROFILE.length)).isEqualTo(ByteBuffer.wrap(PROFILE));
    assertThat(rest).isEqualTo(file.length - 2);
    assertThat(bytes.getShort(rest)).isEqualTo((short) 0xFFD9);
  }

  @Test
  void shouldWriteExifThatAnyReaderUnderstands() {
    // When
    ByteBuffer tiff = tiff();
    Map<Integer, Value> image = directory(tiff, tiff.getInt(4));
    Map<Integer, Value> camera = directory(tiff, value(image, 0x8769).inline());
    // Then
    assertThat(tiff.getShort(0)).isEqualTo((short) 0x4D4D);
    assertThat(tiff.getShort(2)).isEqualTo((short) 42);
    assertThat(value(image, 0x010F).text()).isEqualTo("Tonework\0");
    assertThat(value(image, 0x0110).text()).isEqualTo("Synthetic\0");
    assertThat(value(image, 0x0112).inline()).as("upright").isEqualTo(1);
    assertThat(value(image, 0x0132).text()).isEqualTo("2026:01:02 03:04:05\0");
    assertThat(value(image, 0x8298).text()).isEqualTo("CC0\0");
    assertThat(ByteBuffer.wrap(value(camera, 0x829A).bytes()).getLong())
        .as("1/125 s")
        .isEqualTo((1L << 32) | 125);
    assertThat(ByteBuffer.wrap(value(camera, 0x829D).bytes()).getLong())
        .as("f/2.8")
        .isEqualTo((28L << 32) | 10);
    assertThat(value(camera, 0x8827).inline()).as("ISO of seed 6").isEqualTo(400);
    assertThat(value(camera, 0x9003).text()).isEqualTo("2026:01:02 03:04:05\0");
    assertThat(value(camera, 0xA002).inline()).isEqualTo(320);
    assertThat(value(camera, 0xA003).inline()).isEqualTo(200);
  }
}
