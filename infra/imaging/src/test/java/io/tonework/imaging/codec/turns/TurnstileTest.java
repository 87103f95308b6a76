package io.tonework.imaging.codec.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnstileTest {
  private final Turnstile turnstile = new Turnstile(1);
  private final List<String> entered = Collections.synchronizedList(new ArrayList<>());

  @Test
  void shouldLetUrgentWorkInBeforeWorkThatCameEarlier() throws InterruptedException {
    // Given
    turnstile.enter(false);
    Thread bulk = waits("bulk", false);
    Thread urgent = waits("urgent", true);

    // When
    turnstile.leave();
    bulk.join();
    urgent.join();

    // Then
    assertThat(entered).containsExactly("urgent", "bulk");
  }

  @Test
  void shouldLetOtherWorkInAfterItWasPassedOverEightTimes() throws InterruptedException {
    // Given
    turnstile.enter(false);
    List<Thread> all = new ArrayList<>(List.of(waits("bulk", false)));
    for (int i = 0; i < 10; i++) {
      all.add(waits("urgent", true));
    }

    // When
    turnstile.leave();
    for (Thread thread : all) {
      thread.join();
    }

    // Then
    assertThat(entered.indexOf("bulk")).isEqualTo(8);
  }

  @Test
  void shouldLoseNoPlaceWhenOneThatWaitsIsInterruptedOrGivesUp() throws InterruptedException {
    // Given
    turnstile.enter(true);
    Thread interrupted = waits("interrupted", true);

    // When
    interrupted.interrupt();
    interrupted.join();
    assertThatThrownBy(() ->
            turnstile.enter(
                true,
                Duration.ofMillis(1),
                () -> {
                  throw new IllegalStateException("late");
                }))
        .hasMessage("late");
    turnstile.leave();

    // Then
    turnstile.enter(false);
    assertThat(entered).isEmpty();
  }

  private Thread waits(String name, boolean urgent) {
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                turnstile.enter(urgent);
                entered.add(name);
                turnstile.leave();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }
}
