package io.tonework.imaging.region.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.region.SoftMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether refined masks follow borders that are known to the pixel. */
class RefinedEdgesTest {
  private static final int[] SKY = {96, 150, 226};
  private static final int[] ROCK = {92, 74, 52};

  private static int slope(int x, int y) {
    return y < 420 + x / 5 ? 1 : 0;
  }

  private static int hills(int x, int y) {
    return y < 420 + 90 * Math.sin(x / 60.0) ? 1 : 0;
  }

  /** A horizon and masts of six pixels that rise above it. */
  private static int masts(int x, int y) {
    return y < 500 && !(x % 200 < 6 && y > 250) ? 1 : 0;
  }

  @ParameterizedTest
  @CsvSource({"3,0", "0,3", "4,3", "6,4"})
  void shouldFindHardEdgeWhenMaskIsBlurredAndShifted(int blur, int moved) {
    EdgeScene scene = new EdgeScene(RefinedEdgesTest::slope, SKY, ROCK, 0, 1);
    SoftMask mask = scene.mask(blur, moved);

    float[] refined = scene.weights(mask, true);

    // what is left is less than half an 8-bit level of the strongest possible edit
    assertThat(scene.error(refined, 2, 16)).isLessThan(0.002);
    assertThat(scene.error(refined, 2, 16))
        .isLessThan(scene.error(scene.weights(mask, false), 2, 16));
  }

  @ParameterizedTest
  @CsvSource({"3,0,0.03", "0,3,0.03", "4,3,0.03", "6,4,0.04"})
  void shouldFindCurvedEdgeWhenMaterialsAreTextured(int blur, int moved, double bound) {
    EdgeScene scene = new EdgeScene(RefinedEdgesTest::hills, SKY, ROCK, 12, 2);
    SoftMask mask = scene.mask(blur, moved);

    float[] refined = scene.weights(mask, true);

    assertThat(scene.error(refined, 2, 16)).isLessThan(bound);
    assertThat(scene.error(refined, 8, 40)).isLessThan(0.005);
    assertThat(scene.error(refined, 2, 16))
        .isLessThan(scene.error(scene.weights(mask, false), 2, 16) / 4);
  }

  @Test
  void shouldKeepThinStructuresWhenMaskIsShifted() {
    EdgeScene scene = new EdgeScene(RefinedEdgesTest::masts, SKY, ROCK, 8, 3);
    SoftMask mask = scene.mask(1, 1);

    float[] refined = scene.weights(mask, true);
    float[] raw = scene.weights(mask, false);

    double masts = mean(refined, 600, 6, 300, 480);
    assertThat(masts).as("weight on a mast").isLessThan(mean(raw, 600, 6, 300, 480) / 2);
    assertThat(scene.error(refined, 2, 16)).isLessThan(scene.error(raw, 2, 16) / 2);
  }

  @Test
  void shouldNotTurnWeightsRoundWhenAreaIsFlat() {
    // a halo is a weight that overshoots on one side of an edge and comes back: along a column
    // through an edge a weight may fall, never rise
    EdgeScene scene = new EdgeScene((x, y) -> y < 500 ? 1 : 0, SKY, ROCK, 0, 4);
    float[] refined = scene.weights(scene.mask(6, 0), true);

    for (int y = 1; y < EdgeScene.H; y++) {
      float above = refined[(y - 1) * EdgeScene.W + 700];
      assertThat(refined[y * EdgeScene.W + 700]).as("row %d", y).isLessThanOrEqualTo(above);
    }
  }

  @Test
  void shouldKeepGradientWhenMaskIsSoftOnPurpose() {
    byte[] levels = new byte[256 * 171];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (255 - i / 256 * 255 / 170);
    }
    SoftMask gradient = new SoftMask(256, 171, levels);
    EdgeScene scene = new EdgeScene(RefinedEdgesTest::hills, SKY, ROCK, 12, 5);

    float[] refined = scene.weights(gradient, true);

    for (int y = 0; y < EdgeScene.H; y += 50) {
      double wanted = 1 - (y + 0.5) / EdgeScene.H;
      assertThat(mean(refined, 200, 900, y, y + 1))
          .as("row %d", y)
          .isBetween(wanted - 0.03, wanted + 0.03);
    }
  }

  @Test
  void shouldLeaveMaskAloneWhenItIsNotToBeRefined() {
    EdgeScene scene = new EdgeScene(RefinedEdgesTest::slope, SKY, ROCK, 0, 6);
    SoftMask mask = scene.mask(6, 4);

    float[] raw = scene.weights(mask, false);

    // a mask pixel covers two by two pixels, whose middle is at its own
    assertThat(mean(raw, 300, 2, 480, 482))
        .isBetween(mask.level(150, 240) / 255.0 - 0.03, mask.level(150, 240) / 255.0 + 0.03);
    assertThat(scene.error(raw, 2, 16)).isGreaterThan(0.1);
  }

  private static double mean(float[] weights, int left, int width, int top, int bottom) {
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < left + width; x++) {
        sum += weights[y * EdgeScene.W + x];
      }
    }
    return sum / ((bottom - top) * (double) width);
  }
}
