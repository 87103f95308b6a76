package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Latents;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.Plan;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.imaging.region.ColourMap;
import io.tonework.models.installed.BundleMissingException;
import io.tonework.models.renderer.RendererModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LooksTest {
  private static final float TOLERANCE = (float) LatticeFit.ONE_LEVEL;
  private static final RendererModel RENDERER = RendererModel.open(Plans.BUNDLE);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Looks looks = new Looks(Plans.RENDERERS, 4, meters);

  @AfterAll
  static void close() {
    RENDERER.close();
  }

  @Test
  void shouldStayWithinTheToleranceOfTheRendererWhenPlanHasLatents() {
    // Given
    Latents latents = Plans.latents(7);

    // When
    ColourMap look = looks.of(Plans.withLatents(latents, null));

    // Then
    assertClose(look, RENDERER.renderer(latents));
  }

  @Test
  void shouldApplyTasteAfterThePlanWhenBothAreThere() {
    // Given
    Latents latents = Plans.latents(7);
    Latents taste = Plans.latents(8);

    // When
    ColourMap look = looks.of(Plans.withLatents(latents, taste));

    // Then
    assertClose(look, RENDERER.renderer(latents).andThen(RENDERER.renderer(taste)));
  }

  @Test
  void shouldLeaveEveryColourAsItIsWhenEveryGroupIsMasked() {
    // Given
    Plan plan = Plans.withLatents(Plans.masked(), Plans.masked());

    // When
    ColourMap look = looks.of(plan);

    // Then
    assertThat(look).isEqualTo(ColourMap.identity());
  }

  @Test
  void shouldApplyTasteAloneWhenThePlanIsMasked() {
    // Given
    Latents taste = Plans.latents(9);

    // When
    ColourMap look = looks.of(Plans.withLatents(Plans.masked(), taste));

    // Then
    assertThat(look).isEqualTo(looks.of(Plans.withLatents(taste, null)));
  }

  @Test
  void shouldBuildALookOnceWhenPlansShareTheirLatents() {
    // Given
    Plan one = Plans.withLatents(Plans.latents(1), null);
    Plan same = Plans.withLatents(Plans.latents(1), null);

    // When
    ColourMap first = looks.of(one);
    ColourMap second = looks.of(same);

    // Then
    assertThat(second).isSameAs(first);
    assertThat(meters.get("tonework.render.lattice").timer().count()).isEqualTo(1);
    assertThat(meters.get("tonework.render.lattice.cache").tag("outcome", "hit").counter().count())
        .isEqualTo(1);
  }

  @Test
  void shouldNameTheMissingBundleAndThoseHereWhenThePlansIsNotInstalled() {
    // Given
    BundleRef other = new BundleRef("grand", "2.0.0", "c0ffee");
    Plan plan =
        Plans.of(
            "p1",
            new SourceObject("b", "k", "e", 1),
            Plans.latents(1),
            null,
            other,
            OutputFormat.ORIGINAL);

    // When / Then
    assertThatThrownBy(() -> looks.of(plan))
        .isInstanceOf(BundleMissingException.class)
        .hasMessageContaining("grand 2.0.0 (c0ffee)")
        .hasMessageContaining(Plans.BUNDLE.ref().digest());
  }

  @Test
  void shouldSayThatThePlanIsDamagedWhenLatentsHaveAnotherSize() {
    // Given
    Plan plan = Plans.withLatents(Latents.of(2, new float[6]), null);

    // When / Then
    assertThatThrownBy(() -> looks.of(plan))
        .isInstanceOf(PlanUnusableException.class)
        .hasMessageContaining("latents of 2 values");
  }

  /** Colours between the nodes, where a lattice is at its worst. */
  private static void assertClose(ColourMap look, RgbFunction exact) {
    int points = 500;
    float[] colours = new float[points * 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (i * 0.6180339f) % 1;
    }
    float[] got = new float[colours.length];
    float[] wanted = new float[colours.length];
    look.map().map(colours, got, points);
    exact.map(colours, wanted, points);
    double moved = 0;
    double sum = 0;
    for (int i = 0; i < got.length; i++) {
      assertThat(got[i]).isBetween(wanted[i] - TOLERANCE, wanted[i] + TOLERANCE);
      sum += Math.abs(got[i] - wanted[i]);
      moved = Math.max(moved, Math.abs(wanted[i] - colours[i]));
    }
    assertThat(sum / got.length).as("mean error").isLessThan(0.1 * LatticeFit.ONE_LEVEL);
    assertThat(moved).as("the edit does something").isGreaterThan(0.02);
  }
}
