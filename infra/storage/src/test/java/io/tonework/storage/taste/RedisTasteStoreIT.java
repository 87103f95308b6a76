package io.tonework.storage.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.Verdict;
import io.tonework.storage.LocalRedis;
import io.tonework.storage.Verdicts;
import io.tonework.taste.TasteSite;
import io.tonework.taste.TasteSums;
import io.tonework.taste.TasteView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisTasteStoreIT {
  @RegisterExtension static final LocalRedis REDIS = new LocalRedis();

  private TasteStore tastes = new RedisTasteStore(REDIS.connection());

  @BeforeEach
  void startEmpty() {
    tastes = new RedisTasteStore(REDIS.connection());
    tastes.wipe();
  }

  @Test
  void shouldMoveTowardsTheUsersOwnEdit() {
    // When
    boolean folded =
        tastes.fold(
            Verdicts.of("one", Verdict.REJECTED)
                .edit(Sliders.of(Map.of(Slider.EXPOSURE, 30.0)))
                .get());

    // Then
    assertThat(folded).isTrue();
    TasteView landscape = tastes.read("studio", "ann", "landscape");
    assertThat(landscape.version()).isEqualTo(1);
    assertThat(landscape.offset().get(Slider.EXPOSURE)).isCloseTo(27, within(1.0));
    double elsewhere = tastes.read("studio", "ann", "portrait").offset().get(Slider.EXPOSURE);
    assertThat(elsewhere).isBetween(10.0, 25.0);
    assertThat(tastes.read("studio", "bob", "landscape")).isEqualTo(TasteView.NONE);
    assertThat(tastes.read("other", "ann", "landscape")).isEqualTo(TasteView.NONE);
  }

  @Test
  void shouldCountAVerdictOnceHoweverOftenItIsFolded() {
    // Given
    FeedbackReceived feedback =
        Verdicts.of("one", Verdict.REJECTED).reasons(FeedbackReason.TOO_DARK).get();
    tastes.fold(feedback);
    SortedMap<String, SortedMap<String, String>> once = tastes.dump();

    // When
    boolean again = tastes.fold(feedback);

    // Then
    assertThat(again).isFalse();
    assertThat(tastes.dump()).isEqualTo(once).isNotEmpty();
  }

  @Test
  void shouldCountTheLaterTimeWhenTheSameVerdictIsSentAgain() {
    // Given the same content twice, of which a compacted topic keeps the later record only
    FeedbackReceived first =
        Verdicts.of("one", Verdict.REJECTED).reasons(FeedbackReason.TOO_DARK).get();
    FeedbackReceived later =
        Verdicts.of("one", Verdict.REJECTED)
            .reasons(FeedbackReason.TOO_DARK)
            .at(Verdicts.NOON.plusSeconds(60))
            .get();
    tastes.fold(first);
    tastes.fold(later);
    SortedMap<String, SortedMap<String, String>> live = tastes.dump();

    // When
    tastes.wipe();
    tastes.fold(later);

    // Then
    assertThat(tastes.dump()).isEqualTo(live);
    tastes.forget("studio", "ann", Verdicts.NOON.plusSeconds(30));
    assertThat(tastes.profile("studio", "ann").version()).isEqualTo(1);
  }

  @Test
  void shouldGiveAnEqualStateInAnyOrderAndFromManyThreads() throws InterruptedException {
    // Given
    long seed = 20_261_121;
    List<FeedbackReceived> verdicts = randomVerdicts(200, new Random(seed));
    verdicts.forEach(tastes::fold);
    SortedMap<String, SortedMap<String, String>> inOrder = tastes.dump();

    // When
    tastes.wipe();
    assertThat(tastes.dump()).isEmpty();
    Collections.shuffle(verdicts, new Random(seed + 1));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (FeedbackReceived verdict : verdicts) {
        threads.execute(() -> tastes.fold(verdict));
        threads.execute(() -> tastes.fold(verdict));
      }
    }

    // Then
    assertThat(tastes.dump()).as("seed %d", seed).isEqualTo(inOrder);
    assertThat(tastes.profile("studio", "ann").version()).isPositive();
  }

  @Test
  void shouldHoldWhatTheModelSumsUpWhenVerdictsAreReplayed() {
    // Given
    long seed = 20_261_130;
    Random random = new Random(seed);
    List<FeedbackReceived> verdicts = randomVerdicts(100, random);
    TasteSums.Builder expected = new TasteSums.Builder();
    long ofAnn = 0;
    for (FeedbackReceived verdict : verdicts) {
      if (verdict.user().equals("ann")) {
        ofAnn++;
        for (TasteSite site : TasteSite.of(verdict)) {
          expected.add(verdict.scene(), site.attribute(), site.weight(), site.shift());
        }
      }
    }

    // When
    for (FeedbackReceived verdict : verdicts) {
      tastes.fold(verdict);
      tastes.fold(verdicts.get(random.nextInt(verdicts.size())));
    }

    // Then
    assertThat(tastes.profile("studio", "ann"))
        .as("seed %d", seed)
        .isEqualTo(expected.build(ofAnn).profile());
  }

  @Test
  void shouldForgetWhatCameBeforeAndKeepWhatCameAfterInAnyOrder() {
    // Given
    FeedbackReceived before =
        Verdicts.of("one", Verdict.REJECTED).reasons(FeedbackReason.TOO_DARK).get();
    FeedbackReceived after =
        Verdicts.of("two", Verdict.REJECTED)
            .reasons(FeedbackReason.TOO_WARM)
            .at(Verdicts.NOON.plus(Duration.ofHours(2)))
            .get();
    FeedbackReceived other = Verdicts.of("three", Verdict.ACCEPTED).user("bob").get();
    Runnable forget = () -> tastes.forget("studio", "ann", Verdicts.NOON.plus(Duration.ofHours(1)));

    // When forgotten between the two, then before both, then after both
    tastes.fold(other);
    tastes.fold(before);
    forget.run();
    tastes.fold(after);
    SortedMap<String, SortedMap<String, String>> between = tastes.dump();
    tastes.wipe();
    forget.run();
    tastes.fold(other);
    tastes.fold(after);
    assertThat(tastes.fold(before)).isFalse();
    SortedMap<String, SortedMap<String, String>> first = tastes.dump();
    tastes.wipe();
    tastes.fold(after);
    tastes.fold(before);
    tastes.fold(other);
    forget.run();
    SortedMap<String, SortedMap<String, String>> last = tastes.dump();

    // Then
    assertThat(first).isEqualTo(between);
    assertThat(last).isEqualTo(between);
    TasteView ann = tastes.read("studio", "ann", "landscape");
    assertThat(ann.version()).isEqualTo(1);
    assertThat(ann.offset().get(Slider.TEMPERATURE)).isNegative();
    assertThat(ann.offset().get(Slider.EXPOSURE)).isZero();
    assertThat(tastes.read("studio", "bob", "landscape").version()).isEqualTo(1);
  }

  @Test
  void shouldLeaveNothingOfAForgottenUserButTheMark() {
    // Given
    tastes.fold(Verdicts.of("one", Verdict.ACCEPTED).get());

    // When
    tastes.forget("studio", "ann", Verdicts.NOON);

    // Then
    assertThat(tastes.read("studio", "ann", "landscape")).isEqualTo(TasteView.NONE);
    assertThat(tastes.dump().keySet()).containsExactly("taste:{studio/ann}:forgotten");
  }

  private static List<FeedbackReceived> randomVerdicts(int count, Random random) {
    List<FeedbackReceived> verdicts = new ArrayList<>();
    FeedbackReason[] reasons = FeedbackReason.values();
    for (int i = 0; i < count; i++) {
      verdicts.add(
          Verdicts.of("verdict " + i, random.nextBoolean() ? Verdict.ACCEPTED : Verdict.REJECTED)
              .user(random.nextBoolean() ? "ann" : "bob {x}:/#")
              .scene(random.nextBoolean() ? "night street" : "portrait#1")
              .applied(Sliders.of(Map.of(Slider.CONTRAST, random.nextInt(-4_000, 4_000) / 100.0)))
              .reasons(reasons[random.nextInt(reasons.length)])
              .edit(
                  random.nextInt(3) == 0
                      ? Sliders.of(Map.of(Slider.TINT, random.nextInt(-9_999, 9_999) / 100.0))
                      : Sliders.none())
              .get());
    }
    return verdicts;
  }
}
