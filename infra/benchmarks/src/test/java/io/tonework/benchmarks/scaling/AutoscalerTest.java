package io.tonework.benchmarks.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
  private static final Pool POOL =
      new Pool("pool", 1, 24, 20, 2, 0.5, 0.3, 0.01, 20, 12, 90, 3, 1.0);
  private static final Settings NOW = Settings.now(24, 120);

  @Test
  void shouldTakeABusyPartitionForEmptyWhenPersistentLagIsLeftOut() {
    // Given: the first record of each partition is slow, and many wait behind it
    List<Partition> partitions = partitions(6, 100);
    partitions.forEach(Partition::begin);
    Autoscaler before = new Autoscaler(POOL, Settings.before());
    Autoscaler now = new Autoscaler(POOL, NOW);
    // When / Then
    assertThat(before.lag(partitions)).isEqualTo(120);
    assertThat(before.lag(partitions)).isZero();
    assertThat(now.lag(partitions)).isEqualTo(120);
    assertThat(now.lag(partitions)).isEqualTo(120);
  }

  @Test
  void shouldCountWhatIsInWorkWhenNothingWaits() {
    // Given
    List<Partition> partitions = partitions(48, 1);
    partitions.forEach(Partition::begin);
    // When / Then
    assertThat(new Autoscaler(POOL, NOW).lag(partitions)).isEqualTo(48);
  }

  @Test
  void shouldAskForNoMoreReplicasThanPartitions() {
    assertThat(replicas(Settings.before(), partitions(6, 1_000), 1, 5).getLast()).isEqualTo(6);
    assertThat(replicas(NOW, partitions(48, 1_000), 1, 5).getLast()).isEqualTo(24);
  }

  @Test
  void shouldGoDownByHalfInEachDrainOnceTheLagWasLowForThatLong() {
    // Given
    Autoscaler autoscaler = new Autoscaler(POOL, NOW);
    int current = autoscaler.replicas(0, 24, partitions(48, 100));
    List<Partition> empty = partitions(48, 0);
    List<Integer> each = new ArrayList<>();
    // When
    for (int second = 15; second <= 1_800; second += 15) {
      current = autoscaler.replicas(second, current, empty);
      each.add(current);
    }
    // Then
    assertThat(each.subList(0, 300 / 15)).containsOnly(24);
    assertThat(each.stream().distinct()).containsExactly(24, 12, 6, 3, 2, 1);
    assertThat(each.subList(300 / 15, 600 / 15)).containsOnly(12);
  }

  @Test
  void shouldBeginNothingInVainOnADayWithTheChartsSettings() {
    // Given
    SchoolDay day = new SchoolDay(3, new Random(7));
    // When
    DayFigures now = PoolDay.run(POOL, NOW, day, 7);
    DayFigures again = PoolDay.run(POOL, NOW, day, 7);
    DayFigures before = PoolDay.run(POOL, Settings.beforeWithPartitions(48), day, 7);
    // Then
    assertThat(now.redoneInVain()).isZero();
    assertThat(before.redoneInVain()).isPositive();
    assertThat(now.photos()).isEqualTo(before.photos()).isEqualTo(again.photos());
    assertThat(now.quantile(0.99)).isEqualTo(again.quantile(0.99));
  }

  private static List<Partition> partitions(int count, int records) {
    return Stream.generate(Partition::new)
        .limit(count)
        .peek(it -> IntStream.range(0, records).forEach(_ -> it.arrive(0, 1)))
        .toList();
  }

  private static List<Integer> replicas(
      Settings settings, List<Partition> partitions, int current, int looks) {
    Autoscaler autoscaler = new Autoscaler(POOL, settings);
    List<Integer> each = new ArrayList<>();
    int replicas = current;
    for (int look = 0; look < looks; look++) {
      // somebody commits between two looks
      partitions.forEach(it -> it.finished(it.begin()));
      replicas = autoscaler.replicas(look * 15.0, replicas, partitions);
      each.add(replicas);
    }
    return each;
  }
}
