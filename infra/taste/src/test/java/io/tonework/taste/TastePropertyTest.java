package io.tonework.taste;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Sliders;
import io.tonework.contracts.TasteAttribute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every history of verdicts, by their sites. */
class TastePropertyTest {
  /** Offsets are rounded to a tenth of a slider unit. */
  private static final double ROUNDED = 0.1001;

  /** A site of a scene. */
  record Sited(String scene, TasteSite site) {}

  @Property(tries = 200)
  void shouldNotShowTheOrderOfSites(@ForAll("histories") List<Sited> history, @ForAll long seed) {
    // Given
    List<Sited> shuffled = new ArrayList<>(history);
    Collections.shuffle(shuffled, new Random(seed));

    // Then
    assertThat(profile(shuffled)).isEqualTo(profile(history));
  }

  @Property(tries = 200)
  void shouldEqualTheSumOfWhatWasSummedUpBefore(@ForAll("histories") List<Sited> history) {
    // Given the sums that a store keeps
    Map<String, Map<TasteAttribute, long[]>> kept = new HashMap<>();
    for (Sited each : history) {
      long[] sum =
          kept.computeIfAbsent(each.scene(), _ -> new EnumMap<>(TasteAttribute.class))
              .computeIfAbsent(each.site().attribute(), _ -> new long[2]);
      sum[0] += each.site().weight();
      sum[1] += each.site().shift();
    }

    // When
    TasteSums.Builder sums = new TasteSums.Builder();
    kept.forEach((scene, byAttribute) ->
        byAttribute.forEach((attribute, sum) -> sums.add(scene, attribute, sum[0], sum[1])));

    // Then
    assertThat(sums.build(history.size()).profile()).isEqualTo(profile(history));
  }

  @Property(tries = 200)
  void shouldMoveTowardsANewSiteAndNotBeyondIt(
      @ForAll("histories") List<Sited> history, @ForAll("sited") Sited next) {
    // Given
    TasteAttribute attribute = next.site().attribute();
    double before = offset(history, next.scene(), attribute);

    // When
    List<Sited> longer = new ArrayList<>(history);
    longer.add(next);
    double after = offset(longer, next.scene(), attribute);

    // Then
    double target =
        Math.clamp(next.site().position() / 100.0, -TasteSums.MAX_OFFSET, TasteSums.MAX_OFFSET);
    assertThat(after)
        .isBetween(Math.min(before, target) - ROUNDED, Math.max(before, target) + ROUNDED);
  }

  @Property(tries = 200)
  void shouldMoveOnlyTheAttributeThatAVerdictIsAbout(
      @ForAll("histories") List<Sited> history, @ForAll("sited") Sited next) {
    // When
    List<Sited> longer = new ArrayList<>(history);
    longer.add(next);

    // Then
    for (TasteAttribute other : TasteAttribute.values()) {
      if (other != next.site().attribute()) {
        assertThat(offset(longer, next.scene(), other))
            .isEqualTo(offset(history, next.scene(), other));
      }
    }
  }

  @Property(tries = 200)
  void shouldKeepTheGeneralOffsetAmongNoneAndTheScenes(@ForAll("histories") List<Sited> history) {
    // When
    TasteProfile profile = profile(history);

    // Then
    for (TasteAttribute attribute : TasteAttribute.values()) {
      double lowest = 0;
      double highest = 0;
      for (Sliders scene : profile.byScene().values()) {
        lowest = Math.min(lowest, scene.get(attribute.slider()));
        highest = Math.max(highest, scene.get(attribute.slider()));
      }
      assertThat(profile.general().get(attribute.slider()))
          .isBetween(lowest - ROUNDED, highest + ROUNDED);
    }
  }

  @Provide
  Arbitrary<List<Sited>> histories() {
    return sited().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<Sited> sited() {
    Arbitrary<TasteSite> site =
        Combinators.combine(
                Arbitraries.of(TasteAttribute.class),
                Arbitraries.of(TasteSite.ACCEPTED, TasteSite.REASON, TasteSite.EDITED),
                Arbitraries.integers().between(-10_000, 10_000))
            .as(TasteSite::new);
    return Combinators.combine(Arbitraries.of("portrait", "landscape", "night"), site)
        .as(Sited::new);
  }

  private static double offset(List<Sited> history, String scene, TasteAttribute attribute) {
    return sums(history).view(scene).offset().get(attribute.slider());
  }

  private static TasteProfile profile(List<Sited> history) {
    return sums(history).profile();
  }

  private static TasteSums sums(List<Sited> history) {
    TasteSums.Builder sums = new TasteSums.Builder();
    for (Sited each : history) {
      TasteSite site = each.site();
      sums.add(each.scene(), site.attribute(), site.weight(), site.shift());
    }
    return sums.build(history.size());
  }
}
