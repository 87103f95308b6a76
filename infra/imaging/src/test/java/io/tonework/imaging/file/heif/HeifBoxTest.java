package io.tonework.imaging.file.heif;

import static io.tonework.imaging.file.HandMade.box;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeifBoxTest {
  private static List<HeifBox> boxes(byte[] file) {
    return HeifBox.in(Bytes.bigEndian(file), 0, file.length);
  }

  @Test
  void shouldTellWhereBoxesAndTheirContentsAre() {
    byte[] wide = joined(ints(1), text("wide"), ints(0, 19), text("abc"));
    byte[] last = joined(ints(0), text("last"), text("de"));

    assertThat(boxes(joined(box("free"), wide, last)))
        .containsExactly(
            new HeifBox("free", 0, 8, 8),
            new HeifBox("wide", 8, 24, 27),
            new HeifBox("last", 27, 35, 37));
  }

  @ParameterizedTest
  @CsvSource({"8,1", "7,0", "12,1", "13,0", "2,0"})
  void shouldStopAtABoxThatIsTooSmallOrTooLarge(int size, int whole) {
    byte[] second = joined(ints(size), text("next"), text("four"));

    assertThat(boxes(joined(box("free"), second))).hasSize(1 + whole);
  }

  @ParameterizedTest
  @CsvSource({"16,1", "15,0", "20,1", "21,0"})
  void shouldStopAtAWideBoxThatIsTooSmallOrTooLarge(int size, int whole) {
    byte[] second = joined(ints(1), text("wide"), ints(0, size), text("four"));

    assertThat(boxes(joined(box("free"), second))).hasSize(1 + whole);
  }

  @Test
  void shouldReadChildrenWithinTheirBoxOnly() {
    byte[] file = joined(box("meta", ints(0), box("hdlr"), ints(100), text("iloc")), box("mdat"));
    HeifBox meta = boxes(file).getFirst();

    assertThat(meta.children(Bytes.bigEndian(file), 4))
        .containsExactly(new HeifBox("hdlr", 12, 20, 20));
    assertThat(meta.children(Bytes.bigEndian(file), 400)).isEmpty();
  }

  @Test
  void shouldRefuseVeryManyVerySmallBoxes() {
    byte[] file = text("\0\0\0\10free".repeat(100_001));

    assertThatThrownBy(() -> boxes(file))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("more than 100000 blocks in the file");
  }
}
