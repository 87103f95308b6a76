package io.tonework.messaging.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatermarkTest {
  @Test
  void shouldStayFullUntilLowMarkWhenHighMarkWasReached() {
    // Given
    Watermark mark = new Watermark(2, 4);
    // When
    Stream<Boolean> full = Stream.of(3L, 4L, 3L, 2L, 3L, 9L, 1L).map(mark::isFullAt);
    // Then
    assertThat(full).containsExactly(false, true, true, false, false, true, false);
  }

  @Test
  void shouldRefuseMarksThatDoNotLeaveRoom() {
    assertThatThrownBy(() -> new Watermark(4, 4)).hasMessageContaining("4");
  }
}
