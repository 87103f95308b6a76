package io.tonework.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.feedback.Facts;
import io.tonework.messaging.stage.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class KeyedFoldsTest {
  @Test
  void shouldKeepOrderOfEachKeyWhenManyAreFolded() {
    // Given each fact several times, told apart by who tells it
    List<Delivery> told = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      for (FeedbackReceived verdict : Facts.verdicts("keyed", 500, 5)) {
        told.add(Delivery.of(verdict));
      }
    }
    Map<String, List<Delivery>> folded = new ConcurrentHashMap<>();
    // When
    try (KeyedFolds folds =
        new KeyedFolds(
            delivery ->
                folded
                    .computeIfAbsent(
                        delivery.event().key(),
                        _ -> Collections.synchronizedList(new ArrayList<>()))
                    .add(delivery),
            KeyedFolds::virtualThread)) {
      told.forEach(folds::add);
      folds.finish();
    }
    // Then
    assertThat(folded).hasSize(500);
    folded.forEach((key, deliveries) ->
        assertThat(deliveries)
            .usingElementComparator((one, other) -> one == other ? 0 : 1)
            .containsExactlyElementsOf(
                told.stream().filter(each -> each.event().key().equals(key)).toList()));
  }

  @Test
  void shouldTellFaultWhenFoldFails() {
    // Given
    Delivery verdict = Delivery.of(Facts.verdicts("keyed", 1, 5).getFirst());
    try (KeyedFolds folds =
        new KeyedFolds(
            _ -> {
              throw new IllegalStateException("Redis is away");
            },
            KeyedFolds::virtualThread)) {
      folds.add(verdict);
      // Then
      assertThatThrownBy(folds::finish).hasMessage("Redis is away");
    }
  }
}
