package io.tonework.imaging.file.tiff;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.HandMade;
import io.tonework.imaging.file.metadata.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagBudgetTest {
  private static final int FILE_BYTES = 1000;
  private static final int SLACK_BYTES = 65_536;

  @Test
  void shouldAllowAsManyBytesAsTheFileAndTheSlackHave() {
    TagBudget budget = new TagBudget(FILE_BYTES);

    budget.take(FILE_BYTES - 12);

    assertThatCode(() -> budget.take(SLACK_BYTES - 12)).doesNotThrowAnyException();
    assertThatThrownBy(() -> budget.take(0)).isInstanceOf(CorruptImage.class);
  }

  @Test
  void shouldRefuseOneByteMore() {
    TagBudget budget = new TagBudget(FILE_BYTES);

    assertThatThrownBy(() -> budget.take(FILE_BYTES + SLACK_BYTES - 11))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("TIFF: directories whose values sum up to more than the file");
  }

  @ParameterizedTest
  @CsvSource({
    // type, number of values, where they begin, what the tag costs
    "7,1000,0,1012", // all of the file
    "7,1000,1,0", // to behind its end
    "7,1001,0,0",
    "3,500,0,1012",
    "3,501,0,0",
    "7,4,999999,16", // in the entry itself
    "7,5,999999,0",
    "7,5,995,17",
    "18,100,200,812",
    "19,100,200,0", // no type
    "14,100,200,0",
    "0,100,200,0"
  })
  void shouldCountTheBytesThatATagHasInTheFile(int type, int values, int from, int cost) {
    // Given an entry at 20, and a budget with exactly its cost left
    byte[] file = new byte[FILE_BYTES];
    byte[] entry =
        HandMade.joined(HandMade.shorts(0x010E, type), HandMade.ints(values), HandMade.ints(from));
    System.arraycopy(entry, 0, file, 20, entry.length);
    Bytes bytes = Bytes.bigEndian(file);

    // When / Then
    assertThatCode(() -> left(cost).takeEntry(bytes, 20, false)).doesNotThrowAnyException();
    if (cost > 0) {
      assertThatThrownBy(() -> left(cost - 1).takeEntry(bytes, 20, false))
          .isInstanceOf(CorruptImage.class);
    }
  }

  private static TagBudget left(int bytes) {
    TagBudget budget = new TagBudget(FILE_BYTES);
    budget.take(FILE_BYTES + SLACK_BYTES - 12 - bytes);
    return budget;
  }
}
