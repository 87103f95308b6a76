package io.tonework.planner.reasoning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.LookRef;
import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.claims.HueBand;
import io.tonework.planner.claims.MeasuredClaim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {
  private final Wording still = new Wording(new Phrases("photo"), 0);

  @ParameterizedTest
  @CsvSource({
    "LIGHTNESS, 2, slightly brighter",
    "LIGHTNESS, -4, darker",
    "LIGHTNESS, 12, much brighter",
    "CONTRAST, 6, more contrast",
    "SHADOWS, -2, slightly deeper shadows",
    "HIGHLIGHTS, -6, softer highlights",
    "WARMTH, -9, much cooler",
    "TINT, 3, more magenta",
    "TINT, -3, greener",
    "COLOURFULNESS, -1, slightly calmer colours"
  })
  void shouldSayAChangeInAFewWords(Aspect aspect, double change, String words) {
    assertThat(still.brief(MeasuredClaim.of(aspect, change))).isEqualTo(words);
  }

  @Test
  void shouldNameTheColourThatChanges() {
    assertThat(still.brief(MeasuredClaim.of(Aspect.HUE_COLOURFULNESS, HueBand.GREEN, -7)))
        .isEqualTo("paler greens");
    assertThat(still.brief(MeasuredClaim.of(Aspect.HUE_LIGHTNESS, HueBand.BLUE, 3)))
        .isEqualTo("slightly lighter blues");
    assertThat(still.brief(MeasuredClaim.of(Aspect.HUE_TURN, HueBand.GREEN, 20)))
        .isEqualTo("greens much towards aqua");
    assertThat(still.brief(MeasuredClaim.of(Aspect.HUE_TURN, HueBand.RED, -5)))
        .isEqualTo("reds slightly towards magenta");
  }

  @Test
  void shouldSayAllThatHappensToOneColourInOneClause() {
    // Given
    List<MeasuredClaim> claims =
        List.of(
            MeasuredClaim.of(Aspect.HUE_COLOURFULNESS, HueBand.GREEN, 7),
            MeasuredClaim.of(Aspect.HUE_LIGHTNESS, HueBand.GREEN, -3),
            MeasuredClaim.of(Aspect.HUE_TURN, HueBand.GREEN, -12));
    // When
    String clause = still.clause(HueBand.GREEN, claims);
    // Then
    assertThat(clause)
        .isEqualTo(
            "greens become clearly richer and slightly darker and turn clearly towards yellow");
    assertThat(still.clause(HueBand.GREEN, claims.subList(2, 3)))
        .isEqualTo("greens turn clearly towards yellow");
  }

  @Test
  void shouldRefuseAClaimOfOneColourThatNamesNone() {
    // Given
    MeasuredClaim nobodys = MeasuredClaim.of(Aspect.HUE_LIGHTNESS, 5);
    // When
    // Then
    assertThatThrownBy(() -> still.brief(nobodys))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a claim of HUE_LIGHTNESS must name its colour");
  }

  @Test
  void shouldGiveStopsOnlyWhenTheyAgreeAndAreWorthAFigure() {
    // Given
    MeasuredClaim brighter = MeasuredClaim.of(Aspect.LIGHTNESS, 6);
    // When
    String agreed = new Wording(new Phrases("photo"), 0.62).brief(brighter);
    String opposed = new Wording(new Phrases("photo"), -0.62).brief(brighter);
    String tiny = new Wording(new Phrases("photo"), 0.14).brief(brighter);
    // Then
    assertThat(agreed).isEqualTo("brighter by 0.6 stops");
    assertThat(opposed).isEqualTo("brighter");
    assertThat(tiny).isEqualTo("brighter");
    assertThat(new Wording(new Phrases("photo"), 0.62).share(brighter)).isEqualTo("brighter");
  }

  /** Whatever the way of saying it, the size is said, and nothing is left to be filled in. */
  @ParameterizedTest
  @EnumSource(
      value = Aspect.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HUE_COLOURFULNESS", "HUE_LIGHTNESS", "HUE_TURN"})
  void shouldSayTheSizeInEveryWayOfSayingIt(Aspect aspect) {
    for (double change : new double[] {-30, -aspect.slight(), aspect.slight(), 30}) {
      // Given
      MeasuredClaim claim = MeasuredClaim.of(aspect, change);
      Set<String> ways = new HashSet<>();
      // When
      for (int photo = 0; photo < 40; photo++) {
        ways.add(new Wording(new Phrases("photo" + photo), 0).clause(claim));
      }
      // Then
      assertThat(ways).hasSize(2);
      assertThat(ways).allMatch(way -> way.contains(claim.size().word()));
      assertThat(ways).noneMatch(way -> way.contains("%"));
    }
  }

  @Test
  void shouldTellTheWeightiestInTheOrderOfTheText() {
    // Given
    List<MeasuredClaim> claims =
        List.of(
            MeasuredClaim.of(Aspect.LIGHTNESS, 4),
            MeasuredClaim.of(Aspect.SHADOWS, 1.6),
            MeasuredClaim.of(Aspect.CONTRAST, 12),
            MeasuredClaim.of(Aspect.WARMTH, -9),
            MeasuredClaim.of(Aspect.COLOURFULNESS, 4));
    List<Issue> issues =
        List.of(issue("dark"), issue("flat"), issue("no true white"), issue("pale"));
    // When
    String summary = Summary.of(issues, claims, still);
    // Then
    assertThat(summary)
        .isEqualTo(
            "Dark, flat, no true white: brighter, much more contrast, much cooler, richer colours");
  }

  @Test
  void shouldSaySoWhenThePhotoIsLeftAsItIs() {
    assertThat(Summary.of(List.of(), List.of(), still)).isEqualTo("Left as it is");
    assertThat(Summary.of(List.of(issue("dark")), List.of(), still))
        .isEqualTo("Dark: left as it is");
  }

  private static Issue issue(String word) {
    return new Issue(word, word, "it is " + word);
  }

  @Test
  void shouldWriteListsAndFiguresAsPeopleDo() {
    assertThat(Phrases.list(List.of())).isEmpty();
    assertThat(Phrases.list(List.of("a"))).isEqualTo("a");
    assertThat(Phrases.list(List.of("a", "b"))).isEqualTo("a and b");
    assertThat(Phrases.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    assertThat(Phrases.sentences(List.of("one is", "two are"))).isEqualTo("One is. Two are.");
    assertThat(Phrases.percent(0.1249)).isEqualTo("12%");
    assertThat(Phrases.percent(0.004)).isEqualTo("0.4%");
    assertThat(Phrases.lightness(0.2)).as("nothing is darker than 1%").isEqualTo("1%");
    assertThat(Phrases.stops(-1.04)).isEqualTo("1.0 stop");
    assertThat(Phrases.stops(0.26)).isEqualTo("0.3 stops");
  }

  @Test
  void shouldChooseForEachTopicByItself() {
    // Given
    List<String> ways = List.of("a", "b", "c");
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    // When
    for (int photo = 0; photo < 30; photo++) {
      first.add(new Phrases("photo" + photo).pick("light", ways));
      second.add(new Phrases("photo" + photo).pick("colour", ways));
    }
    // Then
    assertThat(first).contains("a", "b", "c").isNotEqualTo(second);
    assertThat(new Phrases("photo7").pick("light", ways)).isEqualTo(first.get(7));
  }

  @Test
  void shouldLetOnlyProvenWordsStand() {
    // Given
    Telling told =
        new Telling(
            Map.of("light.plan", "It glows.", "light.issues", "It is dark.", "content", " "),
            Set.of("light.plan"),
            List.of(Claim.parse("lightness:up")));
    // When
    // Then
    assertThat(told.part("light.plan", "measured")).isEqualTo("measured");
    assertThat(told.part("light.issues", "measured")).isEqualTo("It is dark.");
    assertThat(told.part("content", "measured")).isEqualTo("measured");
    assertThat(told.part("specificColour.plan", "measured")).isEqualTo("measured");
    assertThat(told.isWhole(Set.of("light.issues"))).isTrue();
    assertThat(told.isWhole(Set.of("light.issues", "light.plan"))).isFalse();
    assertThat(told.isWhole(Set.of("content"))).isFalse();
  }

  @Test
  void shouldSayHowMuchOfALookIsLaidOver() {
    // Given
    Account account = Account.NONE.adding("Much is in it.");
    String digest = "0".repeat(64);
    // When
    Account full = LookNote.in(account, new LookRef(digest, 1));
    Account part = LookNote.in(account, new LookRef(digest, 0.256));
    // Then
    assertThat(LookNote.in(account, null)).isSameAs(account);
    assertThat(LookNote.in(account, new LookRef(digest, 0))).isSameAs(account);
    assertThat(full.summary()).isEqualTo("; then the request's look in full");
    assertThat(part.reasoning().globalColour().plan()).contains("at 26%");
    assertThat(part.reasoning().content()).isEqualTo("Much is in it.");
    assertThat(part.reasoning().light()).isEqualTo(account.reasoning().light());
  }
}
