package io.tonework.planner.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.SliderGroup;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.Direction;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.claims.Subject;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What plans do to colours that are chosen here, by maps that are written here. */
class ChangeTest {
  private static final Set<SliderGroup> ALL = Set.of(SliderGroup.values());
  private static final RgbFunction SAME = map(rgb -> rgb);
  private static final RgbFunction BRIGHTER = map(rgb -> add(rgb, 0.1f, 0.1f, 0.1f));
  private static final RgbFunction WARMER = map(rgb -> add(rgb, 0.05f, 0, -0.05f));

  /** Blue to the eye: its blue is well above the rest. */
  private static final RgbFunction DEEPER_BLUES =
      map(rgb -> rgb[2] > rgb[0] + 0.2f ? add(rgb, -0.1f, -0.05f, 0) : rgb);

  private final Observation photo = Observation.ofPlaces(places());

  /** Greys of many tones and a third of blues. */
  private static float[] places() {
    float[] rgb = new float[180];
    for (int i = 0; i < 40; i++) {
      Arrays.fill(rgb, 3 * i, 3 * i + 3, 0.2f + 0.6f * i / 39);
    }
    for (int i = 40; i < 60; i++) {
      rgb[3 * i] = 0.2f;
      rgb[3 * i + 1] = 0.35f;
      rgb[3 * i + 2] = 0.8f;
    }
    return rgb;
  }

  @Property(tries = 100)
  void shouldBeNothingWhereNothingChanges(@ForAll long seed) {
    // Given
    Pixels original = random(seed);
    Pixels step = random(seed + 1);
    // When
    Change change = Change.between(original, step, step);
    // Then
    for (Aspect aspect : Aspect.values()) {
      assertThat(change.of(aspect)).isZero();
      for (HueBand hue : HueBand.values()) {
        assertThat(change.of(hue, aspect)).isZero();
      }
    }
    assertThat(change.stops()).isZero();
  }

  /** Two steps add up to the whole, and the way back undoes them; a turn knows no whole circle. */
  @Property(tries = 100)
  void shouldAddUpOverTheStepsOfAPlan(@ForAll long seed) {
    // Given
    Pixels original = random(seed);
    Pixels light = random(seed + 1);
    Pixels all = random(seed + 2);
    // When
    Change first = Change.between(original, original, light);
    Change second = Change.between(original, light, all);
    Change whole = Change.between(original, original, all);
    Change back = Change.between(original, all, original);
    // Then
    for (Aspect aspect : Aspect.values()) {
      assertThat(first.of(aspect) + second.of(aspect)).isCloseTo(whole.of(aspect), within(1e-3));
      assertThat(back.of(aspect)).isCloseTo(-whole.of(aspect), within(1e-9));
      for (HueBand hue : HueBand.values()) {
        if (aspect != Aspect.HUE_TURN) {
          assertThat(first.of(hue, aspect) + second.of(hue, aspect))
              .isCloseTo(whole.of(hue, aspect), within(1e-3));
        }
      }
    }
  }

  private static Pixels random(long seed) {
    Random random = new Random(seed);
    float[] rgb = new float[150];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = random.nextFloat();
    }
    return Pixels.of(rgb);
  }

  @Test
  void shouldMeasureAColourOverThePixelsThatHadItInTheOriginal() {
    // Given: a red that the plan turns green, and a grey
    Pixels original = Pixels.of(new float[] {0.8f, 0.2f, 0.2f, 0.5f, 0.5f, 0.5f});
    Pixels after = Pixels.of(new float[] {0.2f, 0.8f, 0.2f, 0.5f, 0.5f, 0.5f});
    // When
    Change change = Change.between(original, original, after);
    // Then
    assertThat(change.hues().keySet()).containsExactly(HueBand.RED);
    assertThat(change.of(HueBand.RED, Aspect.HUE_TURN)).isCloseTo(120, within(0.5));
    assertThat(change.of(HueBand.GREEN, Aspect.HUE_TURN)).isZero();
    MeasuredClaim turn = change.of(new Subject(Aspect.HUE_TURN, HueBand.RED));
    assertThat(turn.direction()).isEqualTo(Direction.UP);
  }

  @Test
  void shouldNotTurnWhatHasNoHueLeft() {
    // Given: a red that becomes grey
    Pixels original = Pixels.of(new float[] {0.8f, 0.2f, 0.2f});
    Pixels after = Pixels.of(new float[] {0.4f, 0.4f, 0.4f});
    // When
    Change change = Change.between(original, original, after);
    // Then
    assertThat(change.of(HueBand.RED, Aspect.HUE_TURN)).isZero();
    assertThat(change.of(HueBand.RED, Aspect.HUE_COLOURFULNESS)).isLessThan(-40);
  }

  @Test
  void shouldOweAChangeToTheGroupThatBringsItAbout() {
    // When
    Effects effects =
        Effects.of(photo, new PlanStages(BRIGHTER, BRIGHTER, BRIGHTER, BRIGHTER, ALL, 0));
    // Then
    assertThat(effects.caused(Aspect.LIGHTNESS, SliderGroup.LIGHT))
        .hasValueSatisfying(claim -> assertThat(claim.direction()).isEqualTo(Direction.UP));
    assertThat(effects.caused(Aspect.LIGHTNESS, SliderGroup.GLOBAL_COLOUR)).isEmpty();
    assertThat(effects.caused(Aspect.HUE_LIGHTNESS, HueBand.BLUE))
        .as("lighter with everything else")
        .isEmpty();
    assertThat(effects.areSame(Set.of(Aspect.LIGHTNESS))).isFalse();
    assertThat(effects.areSame(Set.of(Aspect.WARMTH))).isTrue();
  }

  @Test
  void shouldNotOweAChangeToAGroupThatWorksAgainstIt() {
    // Given: the light is lowered, and the colours raise more than that
    RgbFunction darker = map(rgb -> add(rgb, -0.05f, -0.05f, -0.05f));
    // When
    Effects effects =
        Effects.of(photo, new PlanStages(darker, BRIGHTER, BRIGHTER, BRIGHTER, ALL, 0));
    // Then
    assertThat(effects.total().of(Aspect.LIGHTNESS)).isPositive();
    assertThat(effects.caused(Aspect.LIGHTNESS, SliderGroup.LIGHT)).isEmpty();
    assertThat(effects.caused(Aspect.LIGHTNESS, SliderGroup.GLOBAL_COLOUR)).isPresent();
  }

  @Test
  void shouldNotCallABluerSkyACoolerWhiteBalance() {
    // When
    Effects effects = Effects.of(photo, new PlanStages(SAME, SAME, DEEPER_BLUES, SAME, ALL, 0));
    // Then
    assertThat(effects.total().of(Aspect.WARMTH)).isLessThan(-Aspect.WARMTH.slight());
    assertThat(effects.caused(Aspect.WARMTH, SliderGroup.GLOBAL_COLOUR)).isEmpty();
    assertThat(effects.caused(Aspect.WARMTH, SliderGroup.SPECIFIC_COLOUR))
        .as("greys stay, so the second measure does not confirm it")
        .isEmpty();
    assertThat(effects.caused(Aspect.HUE_COLOURFULNESS, HueBand.BLUE)).isPresent();
  }

  @Test
  void shouldKeepTheWhiteBalanceOnlyWhileGreysAreGrey() {
    // When
    Observation greys = Observation.ofPlaces(Arrays.copyOf(places(), 120));
    Effects still =
        Effects.of(greys, new PlanStages(BRIGHTER, BRIGHTER, BRIGHTER, BRIGHTER, ALL, 0));
    Effects warmer = Effects.of(photo, new PlanStages(SAME, WARMER, WARMER, WARMER, ALL, 0));
    // Then
    assertThat(still.keepsWhiteBalance()).isTrue();
    assertThat(warmer.keepsWhiteBalance()).isFalse();
    assertThat(warmer.greyWarmth()).isGreaterThan(Effects.STILL_GREY);
    assertThat(warmer.caused(Aspect.WARMTH, SliderGroup.GLOBAL_COLOUR)).isPresent();
  }

  @Test
  void shouldNotRunAGroupThatIsMasked() {
    // Given
    RgbFunction forbidden =
        map(_ -> {
          throw new AssertionError("a masked group was rendered");
        });
    // When
    Effects effects =
        Effects.of(
            photo,
            new PlanStages(
                forbidden, WARMER, forbidden, WARMER, Set.of(SliderGroup.GLOBAL_COLOUR), 0));
    // Then
    assertThat(effects.isActive(SliderGroup.LIGHT)).isFalse();
    assertThat(effects.light().of(Aspect.WARMTH)).isZero();
    assertThat(effects.global().of(Aspect.WARMTH)).isPositive();
    assertThat(effects.specific().of(Aspect.WARMTH)).isZero();
  }

  @Test
  void shouldTellTheTasteFromThePlanThatItFollows() {
    // When
    Effects effects = Effects.of(photo, new PlanStages(SAME, SAME, SAME, WARMER, ALL, 3));
    Effects nobodys = Effects.of(photo, new PlanStages(SAME, SAME, SAME, WARMER, ALL, 0));
    // Then
    assertThat(effects.taste().of(Aspect.WARMTH)).isPositive();
    assertThat(effects.global().of(Aspect.WARMTH)).isZero();
    assertThat(effects.caused(Aspect.WARMTH, SliderGroup.GLOBAL_COLOUR)).isPresent();
    assertThat(nobodys.total().of(Aspect.WARMTH)).isZero();
  }

  private static float[] add(float[] rgb, float r, float g, float b) {
    return new float[] {
      Math.clamp(rgb[0] + r, 0, 1), Math.clamp(rgb[1] + g, 0, 1), Math.clamp(rgb[2] + b, 0, 1)
    };
  }

  private static RgbFunction map(UnaryOperator<float[]> colour) {
    return (rgb, out, points) -> {
      for (int i = 0; i < points; i++) {
        float[] mapped = colour.apply(Arrays.copyOfRange(rgb, 3 * i, 3 * i + 3));
        System.arraycopy(mapped, 0, out, 3 * i, 3);
      }
    };
  }
}
