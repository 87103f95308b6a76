package io.tonework.imaging.file.tiff;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.ints;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.file.metadata.Bytes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TiffEntryTest {
  private static List<TiffEntry> directory(byte[] file) {
    Bytes bytes = new Bytes(file, file[0] == 'I');
    return TiffEntry.directory(bytes, TiffEntry.first(bytes), 0);
  }

  /**
   * A structure of one entry, which ends with it and a tail; its directory is said to be at a
   * place.
   */
  private static byte[] structure(int first, int type, int count, int value, int tail) {
    return joined(
        bytes('M', 'M', 0, 42),
        ints(first),
        shorts(1, 0x010E, type),
        ints(count, value),
        new byte[tail]);
  }

  @ParameterizedTest
  @CsvSource({"8,1", "7,0", "10,0"})
  void shouldReadADirectoryOnlyWhereOneCanBe(int first, int entries) {
    // Given one entry, and a structure that ends with it
    byte[] file = structure(first, 7, 3, 0x61626300, 0);

    assertThat(directory(file)).hasSize(entries);
  }

  @Test
  void shouldReadNothingWhenADirectoryLeadsOutsideByOneByte() {
    byte[] file = structure(8, 7, 3, 0x61626300, 0);

    assertThat(directory(Arrays.copyOf(file, 8 + 2 + 11))).isEmpty();
    assertThat(directory(Arrays.copyOf(file, 9))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1000,1000", "1001,0"})
  void shouldReadNoDirectoryOfMoreThanAThousandTags(int count, int read) {
    TiffMaker maker = new TiffMaker(false, false);
    for (int i = 0; i < count; i++) {
      maker.number(0x9000 + i, 3, i);
    }

    assertThat(directory(maker.file())).hasSize(read);
  }

  @ParameterizedTest
  @CsvSource({"30,1", "31,0", "29,1"})
  void shouldReadAValueUpToTheEndAndNoFurther(int from, int entries) {
    // Given a value of 8 bytes in a structure of 38
    byte[] file = structure(8, 5, 1, from, 16);

    assertThat(directory(file)).hasSize(entries);
  }

  @Test
  void shouldReadValuesOfAsManyBytesAsTheSlotHasInTheSlot() {
    byte[] small = new TiffMaker(false, false).entry(0x9000, 7, 4, 0x61626364).file();
    byte[] big = new TiffMaker(true, true).number(0x9000, 16, 0x0807060504030201L).file();

    assertThat(directory(small).getFirst().value()).isEqualTo(bytes('a', 'b', 'c', 'd'));
    assertThat(directory(big).getFirst().value()).isEqualTo(bytes(1, 2, 3, 4, 5, 6, 7, 8));
  }

  @Test
  void shouldReadAValueThatIsAllOfTheStructure() {
    byte[] file = new TiffMaker(true, false).shared(0x9000, 8 + 2 + 12 + 4, 0).file();
    byte[] beyond = new TiffMaker(true, false).shared(0x9000, 8 + 2 + 12 + 5, 0).file();

    assertThat(directory(file).getFirst().value()).isEqualTo(file);
    assertThat(directory(beyond)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"4,false", "13,false", "16,true"})
  void shouldFollowADirectoryByOffsetsOfEitherWidth(int type, boolean big) {
    int behind = big ? 16 + 8 + 20 + 8 : 8 + 2 + 12 + 4;
    byte[] file =
        new TiffMaker(true, big)
            .number(0x8769, type, behind)
            .then(new TiffMaker(true, big).number(0x8827, 3, 400))
            .file();

    TiffEntry exif = directory(file).getFirst();

    assertThat(exif.children()).extracting(TiffEntry::tag).containsExactly(0x8827);
    assertThat(exif.children().getFirst().value()).isEqualTo(bytes(0x90, 1));
  }

  @Test
  void shouldNestThreeDirectoriesAndNoMore() {
    // Given an EXIF directory that is its own EXIF directory
    byte[] file = new TiffMaker(true, false).number(0x8769, 4, 8).file();

    TiffEntry first = directory(file).getFirst();
    TiffEntry second = first.children().getFirst();
    TiffEntry third = second.children().getFirst();

    assertThat(third.children()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // type, value, the same in the other byte order
    "1, 1 2 3 4 5 6 7 8, 1 2 3 4 5 6 7 8",
    "2, 1 2 3 4 5 6 7 8, 1 2 3 4 5 6 7 8",
    "3, 1 2 3 4 5 6 7 8, 2 1 4 3 6 5 8 7",
    "8, 1 2 3 4 5 6 7 8, 2 1 4 3 6 5 8 7",
    "4, 1 2 3 4 5 6 7 8, 4 3 2 1 8 7 6 5",
    "5, 1 2 3 4 5 6 7 8, 4 3 2 1 8 7 6 5",
    "10, 1 2 3 4 5 6 7 8, 4 3 2 1 8 7 6 5",
    "12, 1 2 3 4 5 6 7 8, 8 7 6 5 4 3 2 1"
  })
  void shouldSwapTheBytesThatBelongTogether(int type, String value, String swapped) {
    TiffEntry entry = new TiffEntry(0x9000, type, 8, numbers(value), List.of());

    assertThat(entry.in(true, false).value()).isEqualTo(numbers(swapped));
    assertThat(entry.in(false, true).value()).isEqualTo(numbers(swapped));
    assertThat(entry.in(true, true).value()).isEqualTo(numbers(value));
    assertThat(entry.in(true, false).type()).isEqualTo(type);
  }

  @Test
  void shouldNarrowEveryLongOfEightBytesAndThoseOfChildren() {
    byte[] two = bytes(1, 2, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0);
    TiffEntry child = new TiffEntry(0x9001, 16, 2, two, List.of());
    TiffEntry parent = new TiffEntry(0x8769, 4, 1, bytes(9, 0, 0, 0), List.of(child));

    TiffEntry moved = parent.in(true, false);

    assertThat(moved.children().getFirst().value()).isEqualTo(bytes(0, 0, 2, 1, 0, 0, 4, 3));
    assertThat(moved.children().getFirst().type()).isEqualTo(4);
    assertThat(moved.children().getFirst().count()).isEqualTo(2);
    assertThat(child.in(true, true).value()).isEqualTo(bytes(1, 2, 0, 0, 3, 4, 0, 0));
  }

  private static byte[] numbers(String text) {
    return bytes(Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray());
  }
}
