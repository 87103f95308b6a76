package io.tonework.imaging.file.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnTest {
  @ParameterizedTest
  @CsvSource({
    "1,false,false,false", "2,true,false,false", "3,true,true,false", "4,false,true,false",
    "5,false,false,true", "6,false,true,true", "7,true,true,true", "8,true,false,true"
  })
  void shouldTellHowPlacesMove(int orientation, boolean x, boolean y, boolean swapped) {
    Turn turn = Turn.by(orientation, 30, 20);

    assertThat(turn.mirrorsX()).isEqualTo(x);
    assertThat(turn.mirrorsY()).isEqualTo(y);
    assertThat(turn.swapsSides()).isEqualTo(swapped);
    assertThat(turn.storedWidth()).isEqualTo(swapped ? 20 : 30);
    assertThat(turn.storedHeight()).isEqualTo(swapped ? 30 : 20);
    assertThat(turn.keepsPlaces()).isEqualTo(orientation == 1);
    assertThat(turn.upright()).isEqualTo(orientation != 1);
  }

  @Test
  void shouldBeUprightWhenADecoderTurnsByItself() {
    assertThat(Turn.byDecoder(1, 30, 20).upright()).isTrue();
    assertThat(new Turn(1, false, true, 30, 20).keepsPlaces()).isFalse();
  }

  @Test
  void shouldMoveSubjectsThatAreInThePicture() {
    Turn turn = Turn.by(6, 20, 30); // stored 30 across and 20 down

    assertThat(turn.moved(new long[] {0, 0})).containsExactly(19, 0);
    assertThat(turn.moved(new long[] {29, 19, 5})).containsExactly(0, 29, 5);
    assertThat(turn.moved(new long[] {10, 4, 6, 2})).containsExactly(15, 10, 2, 6);
    assertThat(turn.moved(new long[] {30, 0})).isNull();
    assertThat(turn.moved(new long[] {0, 20})).isNull();
    assertThat(turn.moved(new long[] {-1, 0})).isNull();
    assertThat(turn.moved(new long[] {1})).isNull();
    assertThat(turn.moved(new long[5])).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void shouldRefuseWhatIsNoOrientation(int orientation) {
    assertThatThrownBy(() -> Turn.by(orientation, 1, 1)).hasMessageContaining("from 1 to 8");
  }
}
