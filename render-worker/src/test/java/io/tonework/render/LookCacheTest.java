package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Latents;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.region.ColourMap;
import io.tonework.render.Looks.LookKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookCacheTest {
  private final LookCache cache = new LookCache(2, new SimpleMeterRegistry());
  private final AtomicInteger built = new AtomicInteger();

  @Test
  void shouldDropTheLookThatWasUsedLongestAgoWhenFull() {
    // Given
    get(1);
    get(2);
    get(1);

    // When
    get(3);

    // Then
    get(1);
    assertThat(built).hasValue(3);
    get(2);
    assertThat(built).hasValue(4);
  }

  @Test
  void shouldBuildOnceWhenManyAskAtOnce() throws Exception {
    // Given
    CountDownLatch everyoneAsks = new CountDownLatch(1);
    List<Future<ColourMap>> asked = new ArrayList<>();

    // When
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        asked.add(
            threads.submit(() -> {
              everyoneAsks.await();
              return get(1);
            }));
      }
      everyoneAsks.countDown();
    }

    // Then
    for (Future<ColourMap> each : asked) {
      assertThat(each.get()).isSameAs(asked.getFirst().get());
    }
    assertThat(built).hasValue(1);
  }

  @Test
  void shouldBuildAnewWhenBuildingHadFailed() {
    // Given
    assertThatThrownBy(() ->
            cache.get(
                key(1),
                _ -> {
                  throw new IllegalStateException("no memory");
                }))
        .hasMessage("no memory");

    // When
    ColourMap look = get(1);

    // Then
    assertThat(look).isNotNull();
    assertThat(built).hasValue(1);
  }

  @Test
  void shouldKeepOnlyTheNewestWhenLooksAreTooLargeToKeepTwo() {
    // Given a small look and two of which one fits into the cache
    ColourMap large = ColourMap.of(Lattice.identity(129));
    assertThat(large.map().bytes() * 2).isGreaterThan(LookCache.MAX_BYTES);
    get(1);

    // When
    cache.get(key(2), _ -> large);
    cache.get(key(3), _ -> large);

    // Then the older ones are built again, the newest is not
    cache.get(key(3), _ -> fail("was not kept"));
    get(2);
    assertThat(built).hasValue(2);
  }

  private ColourMap get(int value) {
    return cache.get(
        key(value),
        _ -> {
          built.incrementAndGet();
          return ColourMap.identity();
        });
  }

  private static LookKey key(int value) {
    return new LookKey("digest", Latents.of(1, new float[] {value, 0, 0}), null, null);
  }
}
