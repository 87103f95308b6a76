package io.tonework.models.eye;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.manifest.Manifest.InputSpec;
import io.tonework.models.manifest.Manifest.StepSpec;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PictureStepsTest {
  private static final StepSpec LAST = size(4, 4, "bicubic");

  @Test
  void shouldNameTheStepThatCannotBeDone() {
    assertRefused("steps[0] must have exactly one of", new StepSpec(null, null, null, "box"));
    assertRefused(
        "steps[0] must have exactly one of", new StepSpec(List.of(4, 4), 4, null, "bicubic"), LAST);
    assertRefused("steps[0].padSquare must be three numbers 0..255", pad(0, 0, 256), LAST);
    assertRefused("steps[0].padSquare must be three numbers 0..255", pad(0, -1, 0), LAST);
    assertRefused("steps[0].padSquare must be three numbers 0..255", pad(0, 0), LAST);
    assertRefused("steps[1].filter must be box", edge(9, "bicubic"), size(4, 4, "nearest"));
    assertRefused("steps[0].filter must be box", size(4, 4, null));
    assertRefused("steps[0]: a box filter keeps fractions", edge(9, "box"), LAST);
    assertRefused("steps[1] is the last and must make the size 4 x 4", LAST, pad(0, 0, 0));
    assertRefused("steps[0] is the last and must make the size 4 x 4", size(4, 5, "box"));
    assertRefused("steps[0].size must be two numbers above 0", size(0, 4, "bicubic"), LAST);
    assertRefused(
        "steps[0].size must be two numbers above 0",
        new StepSpec(List.of(9), null, null, "bicubic"),
        LAST);
    assertRefused("steps[0].shortEdge must be above 0", edge(0, "bicubic"), LAST);
  }

  private static void assertRefused(String fault, StepSpec... steps) {
    assertThatThrownBy(() -> steps(4, 4, steps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void shouldSquashByABoxFilterWithoutSteps() {
    // Given
    RgbImage photo = grey(4, 2, 10, 20, 30, 40, 50, 60, 70, 80);
    // When
    float[] planes = PictureSteps.of(spec(2, 1, null)).apply(photo);
    // Then
    assertThat(planes).hasSize(6);
    assertThat(planes[0] * 255).isCloseTo(35f, within(1e-3f));
    assertThat(planes[1] * 255).isCloseTo(55f, within(1e-3f));
  }

  @Test
  void shouldCentreAPhotoOnItsSquare() {
    // Given: 1 x 3, so one column of colour on both sides
    RgbImage tall = grey(1, 3, 7, 7, 7);
    RgbImage wide = grey(3, 1, 7, 7, 7);
    PictureSteps steps = steps(3, 3, pad(255, 0, 0), size(3, 3, "bilinear"));
    // When
    float[] columns = steps.apply(tall);
    float[] rows = steps.apply(wide);
    // Then
    float photo = 7 / 255f;
    assertThat(columns).startsWith(1, photo, 1, 1, photo, 1, 1, photo, 1);
    assertThat(rows).startsWith(1, 1, 1, photo, photo, photo, 1, 1, 1);
    assertThat(columns[9]).as("green of the margin").isZero();
    assertThat(columns[10]).as("green of the photo").isEqualTo(photo);
  }

  @Test
  void shouldKeepAPixelWhenAPhotoIsASliver() {
    // Given: at a short edge of 1, 1000 x 1 stays 1000 wide, and 1 x 1000 stays 1000 high
    PictureSteps steps = steps(2, 2, edge(1, "bilinear"), size(2, 2, "bilinear"));
    // When
    float[] planes = steps.apply(grey(1000, 1, new int[1000]));
    // Then
    assertThat(planes).hasSize(12).containsOnly(0f);
  }

  @Test
  void shouldAskForAPhotoThatNoStepEnlarges() {
    assertThat(steps(4, 4, size(4, 4, "box")).longerSideNeeded(4000, 2000)).isEqualTo(4);
    assertThat(steps(4, 4, pad(0, 0, 0), LAST).longerSideNeeded(4000, 2000)).isEqualTo(4);
    PictureSteps edged = steps(4, 4, edge(512, "lanczos3"), pad(0, 0, 0), LAST);
    assertThat(edged.longerSideNeeded(3000, 2000)).isEqualTo(768);
    assertThat(edged.longerSideNeeded(2000, 3000)).isEqualTo(768);
    assertThat(edged.longerSideNeeded(1001, 1000)).as("rounded up").isEqualTo(513);
  }

  @Test
  void shouldRefuseAPictureOfAnotherSize() {
    // Given
    ModelInput input = ModelInput.grey(spec(2, 2, null));
    float[] target = new float[20];
    // When
    input.copyTo(target, 4, 12);
    // Then
    assertThat(target).startsWith(0, 0, 0, 0, 0.5f).endsWith(0.5f, 0, 0, 0, 0);
    assertThatThrownBy(() -> input.copyTo(target, 0, 13))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture of 12 values for a model that takes 13");
  }

  /** A filter whose weights add up to one keeps a plain picture plain, whatever the sizes. */
  @Property(tries = 300)
  void shouldKeepAPlainPicturePlain(
      @ForAll Resampling filter,
      @ForAll byte value,
      @ForAll @IntRange(min = 1, max = 40) int fromWidth,
      @ForAll @IntRange(min = 1, max = 40) int fromHeight,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height) {
    // Given
    byte[] plain = new byte[fromWidth * fromHeight * 3];
    Arrays.fill(plain, value);
    // When
    RgbImage resized = filter.resize(new RgbImage(fromWidth, fromHeight, plain), width, height);
    // Then
    assertThat(resized.width()).isEqualTo(width);
    assertThat(resized.height()).isEqualTo(height);
    assertThat(resized.rgb()).hasSize(width * height * 3).containsOnly(value);
  }

  /** The kernels are even: a mirrored photo gives the mirrored picture. */
  @Property(tries = 300)
  void shouldMirrorWithThePhoto(
      @ForAll Resampling filter,
      @ForAll @Size(12) byte[] row,
      @ForAll @IntRange(min = 1, max = 30) int width) {
    // Given
    Assume.that(filter != Resampling.BOX); // half-open, so ties fall to one side
    RgbImage photo = new RgbImage(4, 1, row);
    // When
    RgbImage there = filter.resize(mirrored(photo), width, 1);
    RgbImage back = mirrored(filter.resize(photo, width, 1));
    // Then
    for (int i = 0; i < width * 3; i++) {
      // weights are rounded to 22 bits, which may tip a half
      assertThat((there.rgb()[i] & 0xff) - (back.rgb()[i] & 0xff)).isBetween(-1, 1);
    }
  }

  private static RgbImage mirrored(RgbImage picture) {
    byte[] rgb = new byte[picture.width() * 3];
    for (int x = 0; x < picture.width(); x++) {
      System.arraycopy(picture.rgb(), x * 3, rgb, (picture.width() - 1 - x) * 3, 3);
    }
    return new RgbImage(picture.width(), 1, rgb);
  }

  /** What only rows are asked for does not touch columns, so a picture of its size is itself. */
  @Property(tries = 100)
  void shouldChangeNothingAtTheSameSize(
      @ForAll Resampling filter, @ForAll @Size(18) @ByteRange(min = Byte.MIN_VALUE) byte[] pixels) {
    // Given
    RgbImage photo = new RgbImage(3, 2, pixels);
    // When
    RgbImage resized = filter.resize(photo, 3, 2);
    // Then
    assertThat(resized.rgb()).isEqualTo(pixels);
  }

  private static RgbImage grey(int width, int height, int... values) {
    byte[] rgb = new byte[width * height * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) values[i / 3];
    }
    return new RgbImage(width, height, rgb);
  }

  private static StepSpec size(int width, int height, @Nullable String f) {
    return new StepSpec(List.of(width, height), null, null, f);
  }

  private static StepSpec edge(int edge, String filter) {
    return new StepSpec(null, edge, null, filter);
  }

  private static StepSpec pad(Integer... colour) {
    return new StepSpec(null, null, List.of(colour), null);
  }

  private static PictureSteps steps(int width, int height, StepSpec... steps) {
    return PictureSteps.of(spec(width, height, List.of(steps)));
  }

  private static InputSpec spec(int width, int height, @Nullable List<StepSpec> steps) {
    return new InputSpec(width, height, "NCHW", List.of(0.0, 1.0), "sRGB", "box filter", steps);
  }
}
