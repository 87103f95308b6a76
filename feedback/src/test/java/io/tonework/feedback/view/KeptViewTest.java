package io.tonework.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.feedback.Facts;
import io.tonework.messaging.stage.Delivery;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptViewTest {
  private final Redis redis = new Redis();
  private final List<FeedbackReceived> topic = Facts.verdicts("kept", 40, 5);
  private Runnable halfway = () -> {};

  /** A view and its stamp, as they lie in one Redis. */
  private static final class Redis implements ViewStamp {
    private final Set<String> view = ConcurrentHashMap.newKeySet();
    private final Set<String> folds = new HashSet<>();
    private @Nullable String stamp;
    private int named;

    void flush() {
      view.clear();
      folds.clear();
      stamp = null;
    }

    @Override
    public String current() {
      return "run";
    }

    @Override
    public boolean isBuiltIn(String current) {
      return current.equals(stamp);
    }

    @Override
    public String begin() {
      folds.add("fold" + ++named);
      return "fold" + named;
    }

    @Override
    public boolean end(String fold, String current) {
      boolean known = folds.contains(fold);
      if (known) {
        folds.clear();
        stamp = current;
      }
      return known;
    }
  }

  private long read(Consumer<Delivery> action) {
    List<Delivery> told = topic.stream().map(Delivery::of).toList();
    told.subList(0, 20).forEach(action);
    Runnable happens = halfway;
    halfway = () -> {};
    happens.run();
    told.subList(20, 40).forEach(action);
    return told.size();
  }

  private KeptView view() {
    return new KeptView(
        "test",
        redis,
        this::read,
        delivery -> redis.view.add(delivery.event(FeedbackReceived.class).feedbackId()),
        new SimpleMeterRegistry(),
        Clock.fixed(Facts.NOON, ZoneOffset.UTC));
  }

  private Set<String> everything() {
    Set<String> ids = new HashSet<>();
    topic.forEach(verdict -> ids.add(verdict.feedbackId()));
    return ids;
  }

  @Test
  void shouldFoldAgainWhenRedisIsEmptiedWhileFolding() {
    // Given
    halfway =
        () -> {
          awaitFolded(20);
          redis.flush();
        };
    // When
    String whole = view().ensureWhole();
    // Then
    assertThat(whole).isEqualTo("run");
    assertThat(redis.view).isEqualTo(everything());
    assertThat(redis.isBuiltIn("run")).isTrue();
  }

  @Test
  void shouldBeContentWhenAnotherFoldEndsFirst() {
    // Given
    halfway = () -> assertThat(view().ensureWhole()).isEqualTo("run");
    // When
    String _ = view().ensureWhole();
    // Then the first was refused its stamp, and folded no third time
    assertThat(redis.view).isEqualTo(everything());
    assertThat(redis.named).isEqualTo(2);
  }

  @Test
  void shouldNotFoldWhenNothingWasLost() {
    // Given
    String _ = view().ensureWhole();
    redis.view.clear();
    // When
    String _ = view().ensureWhole();
    // Then
    assertThat(redis.view).isEqualTo(Collections.emptySet());
  }

  private void awaitFolded(int events) {
    while (redis.view.size() < events) {
      Thread.onSpinWait();
    }
  }
}
