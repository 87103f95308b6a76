package io.tonework.imaging.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledMapTest {
  private static final int POINTS = 3000;

  @ParameterizedTest
  @CsvSource({"1,true", "2,true", "3,true", "4,false", "5,false"})
  void shouldStayCloseToTheStagesWhenAnyColourIsMapped(long seed, boolean mixes) {
    // Given
    MapParameters parameters = Programs.random(seed, mixes);
    StagesInDoubles exact = new StagesInDoubles(parameters);
    float[] colours = colours(seed);
    float[] mapped = new float[colours.length];

    // When
    CompiledMap.of(parameters).map(colours, mapped, POINTS);

    // Then
    double sum = 0;
    int beyond = 0;
    for (int p = 0; p < POINTS * 3; p += 3) {
      double[] wanted = exact.map(colours[p], colours[p + 1], colours[p + 2]);
      for (int c = 0; c < 3; c++) {
        double error = Math.abs(mapped[p + c] - wanted[c]) * 255;
        sum += error;
        beyond += error > 1 ? 1 : 0;
      }
    }
    assertThat(sum / mapped.length).as("mean error in levels").isLessThan(0.1);
    assertThat(beyond).as("values beyond a level").isZero();
  }

  @ParameterizedTest
  @CsvSource({"3,3", "4,3", "3,4", "4,4"})
  void shouldGiveTheSameBytesWithAndWithoutVectors(long seed, int channels) {
    // Given
    CompiledMap map =
        new CompiledMap(
            List.of(
                MapTables.of(Programs.random(seed, seed % 2 == 0)),
                MapTables.of(Programs.random(seed + 9, true))));
    byte[] plain = new byte[1337 * channels];
    new Random(seed).nextBytes(plain);
    byte[] withVectors = plain.clone();

    // When
    map.map(CompiledKernel.reference(), plain, 2 * channels, 1330, channels);
    map.map(CompiledKernel.fastest(), withVectors, 2 * channels, 1330, channels);

    // Then
    assertThat(withVectors).isEqualTo(plain);
  }

  @Test
  void shouldGiveTheSame16BitsWithAndWithoutVectors() {
    // Given
    CompiledMap map = CompiledMap.of(Programs.random(6, true));
    short[] plain = new short[700 * 3];
    Random random = new Random(6);
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (short) random.nextInt();
    }
    short[] withVectors = plain.clone();

    // When
    map.map(CompiledKernel.reference(), plain, 0, 700, 3);
    map.map(CompiledKernel.fastest(), withVectors, 0, 700, 3);

    // Then
    assertThat(withVectors).isEqualTo(plain);
  }

  @Test
  void shouldLeaveEveryLevelWhenNothingIsMoved() {
    // Given
    CompiledMap map = CompiledMap.of(Programs.none());
    byte[] bytes = new byte[3 * 65536];
    new Random(1).nextBytes(bytes);
    byte[] before = bytes.clone();
    short[] shorts = new short[3 * 65536];
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = (short) (i / 3); // greys
    }
    short[] shortsBefore = shorts.clone();

    // When
    map.map(bytes, 0, 65536, 3);
    map.map(shorts, 0, 65536, 3);

    // Then
    assertThat(bytes).isEqualTo(before);
    assertThat(shorts).isEqualTo(shortsBefore);
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void shouldKeepAlphaAndWhatLiesAroundTheRun(long seed) {
    // Given
    CompiledMap map = CompiledMap.of(Programs.random(seed, true));
    byte[] row = new byte[600 * 4];
    new Random(seed).nextBytes(row);
    byte[] before = row.clone();

    // When
    map.map(CompiledKernel.fastest(), row, 40, 520, 4);

    // Then
    for (int i = 0; i < row.length; i++) {
      if (i < 40 || i >= 40 + 520 * 4 || i % 4 == 3) {
        assertThat(row[i]).as("byte %d", i).isEqualTo(before[i]);
      }
    }
    assertThat(row).isNotEqualTo(before);
  }

  @Test
  void shouldStayInRangeWhenParametersAreWild() {
    // Given
    MapParameters wild =
        new MapParameters(
            new double[] {1, -1, 0.5},
            new double[] {0.5, -1, 0.8},
            new double[] {2, 3, -4, 1},
            new double[] {3, 4, -9},
            new double[] {3, -4, 2, 5, -5, 5, -6, 3, 8},
            20);
    float[] colours = colours(3);
    float[] mapped = new float[colours.length];

    // When
    CompiledMap.of(wild).map(colours, mapped, POINTS);

    // Then
    for (float value : mapped) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void shouldBeTheSameMapWhenItsTablesWereWrittenDown() {
    // Given
    MapTables tables = MapTables.of(Programs.random(2, true));

    // When
    MapTables read = MapTables.of(tables.toArray());

    // Then
    assertThat(new CompiledMap(List.of(read))).isEqualTo(new CompiledMap(List.of(tables)));
  }

  @Test
  void shouldRefuseParametersThatAreNotOfTheForm() {
    // Given
    double[] none = new double[3];

    // When / Then
    assertThatThrownBy(
            () -> new MapParameters(none, new double[15], new double[2], none, new double[6], 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("15");
  }

  private static float[] colours(long seed) {
    Random random = new Random(seed);
    float[] colours = new float[POINTS * 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = i < 24 ? ((i / 3) >> (i % 3)) & 1 : random.nextFloat();
    }
    return colours;
  }
}
