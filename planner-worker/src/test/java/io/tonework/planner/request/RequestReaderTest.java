package io.tonework.planner.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.claims.Subject;
import io.tonework.planner.request.lexicon.Impossible;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  private static final List<String> JOINERS =
      List.of(", ", " and ", " & ", "; ", ". Also ", " but ");

  @ParameterizedTest
  @CsvSource({
    "bright, lightness:up",
    "dark, lightness:down",
    "contrasty, contrast:up",
    "warm, warmth:up",
    "cold, warmth:down",
    "vivid, colourfulness:up",
    "muted, colourfulness:down"
  })
  void shouldTurnAnAdjectiveRoundWhenItIsTooMuch(String adjective, String claim) {
    // Given
    List<String> wanted = List.of("make it more %s", "more %s", "it should be %s", "not %s enough");
    List<String> unwanted =
        List.of("too %s", "less %s please", "not so %s", "it is way too %s", "it came out very %s");
    // When
    // Then
    assertThat(wanted)
        .allSatisfy(form -> assertThat(claims(form, adjective)).containsExactly(claim));
    assertThat(unwanted)
        .allSatisfy(form -> assertThat(claims(form, adjective)).containsExactly(opposite(claim)));
  }

  @ParameterizedTest
  @CsvSource({
    "brightness, lightness:up", "exposure, lightness:up", "darkness, lightness:down",
    "contrast, contrast:up", "haze, contrast:down", "saturation, colourfulness:up",
    "warmth, warmth:up", "colour temperature, warmth:up"
  })
  void shouldFollowTheVerbWhenANounIsRaisedOrLowered(String noun, String claim) {
    // Given
    List<String> more =
        List.of("more %s", "increase the %s", "turn the %s up", "%s +30", "there is not enough %s");
    List<String> less =
        List.of(
            "less %s",
            "reduce the %s by 20%%",
            "bring the %s down",
            "%s -30",
            "too much %s",
            "the %s is too high",
            "drop the %s",
            "remove some %s");
    // When
    // Then
    assertThat(more).allSatisfy(form -> assertThat(claims(form, noun)).containsExactly(claim));
    assertThat(less)
        .allSatisfy(form -> assertThat(claims(form, noun)).containsExactly(opposite(claim)));
  }

  @ParameterizedTest
  @CsvSource({
    "remove the yellow cast, warmth:down",
    "too green, tint:up",
    "less magenta, tint:down",
    "add a blue tint, warmth:down",
    "it looks orange, warmth:down",
    "mute the blues, hue_colourfulness@blue:down",
    "darker greens, hue_lightness@green:down",
    "the reds are too strong, hue_colourfulness@red:down",
    "more vivid orange, hue_colourfulness@orange:up"
  })
  void shouldTellACastFromOneColour(String request, String claim) {
    // When
    // Then
    assertThat(claims(request)).containsExactly(claim);
  }

  @ParameterizedTest
  @CsvSource({
    "lift the shadows, shadows:up", "the shadows are too dark, shadows:up",
    "deeper shadows, shadows:down", "bring the highlights down, highlights:down",
    "highlights are blown out, highlights:down", "recover the highlights, highlights:down",
    "recover the shadows, shadows:up", "brighter highlights, highlights:up"
  })
  void shouldSendLightToThePartThatIsNamed(String request, String claim) {
    // When
    // Then
    assertThat(claims(request)).containsExactly(claim);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "don't make it brighter",
        "keep the contrast",
        "not brighter",
        "without more colour"
      })
  void shouldAskForNothingWhenItIsDenied(String request) {
    // When
    Reading reading = RequestReader.read(request);
    // Then
    assertThat(reading.wishes()).isEmpty();
    assertThat(reading.isUnderstood()).isTrue();
  }

  @Test
  void shouldReadBothWishesHoweverTheyAreJoinedAndWritten() {
    // Given
    List<String> one = List.of("brighten it", "increase the brightness", "too dark");
    List<String> other = List.of("less contrast", "soften the contrast", "too contrasty");
    // When
    // Then
    for (String first : one) {
      for (String second : other) {
        for (String joiner : JOINERS) {
          String request = first + joiner + second;
          assertThat(claims(request)).as(request).containsExactly("lightness:up", "contrast:down");
          assertThat(claims(request.toUpperCase(Locale.ROOT) + "!!")).as(request).hasSize(2);
          assertThat(RequestReader.read(request).isWhole()).as(request).isTrue();
        }
      }
    }
  }

  @Test
  void shouldShareTheVerbWhenNounsAreListed() {
    // When
    // Then
    assertThat(claims("increase brightness, contrast and saturation"))
        .containsExactly("lightness:up", "contrast:up", "colourfulness:up");
    assertThat(claims("reduce the saturation and contrast a bit"))
        .containsExactly("colourfulness:down", "contrast:down");
    assertThat(claims("lower the highlights and raise the shadows"))
        .containsExactly("highlights:down", "shadows:up");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bring up the shadows and down the highlights | shadows:up highlights:down",
        "bring the shadows up and the highlights down | shadows:up highlights:down",
        "turn down the contrast, up the saturation | contrast:down colourfulness:up",
        "turn the contrast up a lot and the saturation down | contrast:up colourfulness:down",
        "shadows up, highlights down | shadows:up highlights:down",
        "blues down, reds up | hue_colourfulness@blue:down hue_colourfulness@red:up"
      })
  void shouldTurnWithTheParticleWhenTheVerbIsLeftOut(String request, String claims) {
    // When
    // Then
    assertThat(claims(request)).containsExactly(claims.split(" ", -1));
    assertThat(RequestReader.read(request).isWhole()).isTrue();
  }

  @Test
  void shouldAskForNothingWhenADeniedMovementGoesOn() {
    // When
    // Then
    assertThat(claims("don't bring up the shadows and down the highlights")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "make the colours less warm and the picture brighter | warmth:down lightness:up",
        "make the colours less warm and the picture bright | warmth:down lightness:up",
        "reduce the saturation and make it bright | colourfulness:down lightness:up",
        "make the light less harsh | contrast:down",
        "make the light less yellow | warmth:down",
        "make the colours more muted | colourfulness:down",
        "make the contrast less strong | contrast:down",
        "make it less warm and bright | warmth:down lightness:down",
        "make the contrast less and the brightness more | contrast:down lightness:up"
      })
  void shouldReachNoFurtherThanItsQualityWhenMoreOrLessIsSaid(String request, String claims) {
    // When
    // Then
    assertThat(claims(request)).containsExactly(claims.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Airy White, not so bright, warmer | lightness:down warmth:up",
        "Airy White. Not brighter. Warmer. | warmth:up",
        "not so bright; Airy White style, warmer | lightness:down warmth:up",
        "Not brighter; give it the \"Airy  White\" look; warmer | warmth:up",
        "apply airy, white: more contrast | contrast:up",
        "warmer, Airy White please | warmth:up"
      })
  void shouldKeepTheClausesApartWhenALookIsNamedBesideThem(String request, String claims) {
    // When
    Reading reading = RequestReader.readBesides("airy white", request);
    // Then
    assertThat(reading.wishes())
        .extracting(wish -> wish.claim().toString())
        .containsExactly(claims.split(" ", -1));
    assertThat(reading.isWhole()).isTrue();
  }

  @Test
  void shouldLeaveNothingToReadWhenALookIsAllThatIsNamed() {
    // When
    Reading reading =
        RequestReader.readBesides("golden hour", "Give it a GOLDEN HOUR style, please");
    // Then
    assertThat(reading.wishes()).isEmpty();
    assertThat(reading.isWhole()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a bit warmer, 0.5",
    "slightly warmer, 0.5",
    "warmer, 1",
    "much warmer, 1.8",
    "way too cold, 1.8",
    "a bit too cold, 0.5",
    "increase the warmth by 5%, 0.5",
    "increase the warmth by 20%, 1",
    "increase the warmth by 60%, 1.8"
  })
  void shouldReadHowMuch(String request, double strength) {
    // When
    // Then
    assertThat(RequestReader.read(request).wishes())
        .containsExactly(new Wish(Claim.parse("warmth:up"), strength));
  }

  @Test
  void shouldOnlyGuessWhenTheClauseSpeaksOfSomethingElse() {
    // When
    Reading reading = RequestReader.read("darken the neighbour's fence, and a bit more contrast");
    // Then
    assertThat(reading.wishes()).containsExactly(new Wish(Claim.parse("contrast:up"), 0.5));
    assertThat(reading.guesses())
        .extracting(wish -> wish.claim().toString())
        .containsExactly("lightness:down");
    assertThat(reading.isWhole()).isFalse();
  }

  @Test
  void shouldTellLooksFromMovesAndWhatIsKept() {
    // When
    Reading look = RequestReader.read("warm film");
    Reading kept = RequestReader.read("brighter but keep the highlights");
    // Then
    assertThat(look.isLook()).isTrue();
    assertThat(look.guesses())
        .extracting(wish -> wish.claim().toString())
        .containsExactly("warmth:up");
    assertThat(kept.isLook()).isFalse();
    assertThat(kept.kept()).containsExactly(Subject.of(Aspect.HIGHLIGHTS));
    assertThat(kept.wishes())
        .extracting(wish -> wish.claim().toString())
        .containsExactly("lightness:up");
    assertThat(RequestReader.words("  Give it a Sunset, LOOK please!")).isEqualTo("sunset");
  }

  @Test
  void shouldNameWhatCannotBeDone() {
    // When
    Reading reading = RequestReader.read("crop and sharpen it, then brighten");
    // Then
    assertThat(reading.refused()).containsExactly(Impossible.CROPPING, Impossible.SHARPENING);
    assertThat(reading.wishes())
        .extracting(wish -> wish.claim().toString())
        .containsExactly("lightness:up");
  }

  @Test
  void shouldSayNothingWhenItIsAskedForBothWays() {
    // When
    Reading reading = RequestReader.read("brighter and darker and warmer");
    // Then
    assertThat(reading.wishes())
        .extracting(wish -> wish.claim().toString())
        .containsExactly("warmth:up");
    assertThat(reading.isWhole()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "heller bitte",
        "bitte heller und mehr Kontrast",
        "plus lumineux",
        "más cálido",
        "più contrasto per favore",
        "もっと明るく",
        "сделай ярче",
        "asdf qwer",
        "☀☀",
        ""
      })
  void shouldSayThatItHasNotUnderstoodWhenTheLanguageIsAnother(String request) {
    // When
    Reading reading = RequestReader.read(request);
    // Then
    assertThat(reading.isUnderstood()).isFalse();
    assertThat(reading.wishes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "moody teal and orange",
        "make it look like a dream",
        "golden hour",
        "can you fix it",
        "brihgten",
        "warm film"
      })
  void shouldLeaveLooksAndMoodsToThePlanner(String request) {
    // When
    Reading reading = RequestReader.read(request);
    // Then
    assertThat(reading.isUnderstood()).isTrue();
    assertThat(reading.wishes().isEmpty() || reading.isWhole()).isTrue();
  }

  @Test
  void shouldReadATermWhenOneLetterIsWrong() {
    // When
    // Then
    assertThat(claims("increse the contrst")).containsExactly("contrast:up");
    assertThat(claims("brihgten it")).containsExactly("lightness:up");
    assertThat(Lexicon.isOneAway("brighten", "brighter")).isTrue();
    assertThat(Lexicon.isOneAway("brighten", "lighten")).isFalse();
    assertThat(Lexicon.isOneAway("contrast", "contrst")).isTrue();
    assertThat(Lexicon.isOneAway("abcdef", "bacdfe")).isFalse();
  }

  @Test
  void shouldReadAnythingWithoutFailing() {
    // Given
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Lexeme> words =
        Lexicon.english().read("too dark, less blue tint don't up 30% the not of more");
    // When
    // Then
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < random.nextInt(12); j++) {
        text.append(
                random.nextInt(5) == 0
                    ? new String(Character.toChars(32 + random.nextInt(0x2_0000)))
                    : words.get(random.nextInt(words.size())).text())
            .append(' ');
      }
      assertThatCode(() -> RequestReader.read(text.toString()))
          .as("seed " + seed + ": " + text)
          .doesNotThrowAnyException();
    }
  }

  private static List<String> claims(String form, String word) {
    return claims(String.format(Locale.ROOT, form, word));
  }

  private static List<String> claims(String request) {
    List<String> claims = new ArrayList<>();
    RequestReader.read(request).wishes().forEach(wish -> claims.add(wish.claim().toString()));
    return claims;
  }

  private static String opposite(String claim) {
    return claim.endsWith(":up") ? claim.replace(":up", ":down") : claim.replace(":down", ":up");
  }

  @ParameterizedTest
  @CsvSource({
    "'Not brighter. Warmer.', LIGHTNESS, warmth:up",
    "'don''t make it brighter, but warmer', LIGHTNESS, warmth:up",
    "'do not darken it, just warm it up', LIGHTNESS, warmth:up",
    "'warmer without making it darker', LIGHTNESS, warmth:up",
    "'warmer without more contrast', CONTRAST, warmth:up",
    "'warmer, keeping the contrast', CONTRAST, warmth:up",
    "'no more contrast, a touch cooler', CONTRAST, warmth:down"
  })
  void shouldKeepWhatADenialSpeaksOfAndHearTheRest(String request, Aspect kept, String claim) {
    Reading reading = RequestReader.read(request);

    assertThat(reading.kept()).containsExactly(Subject.of(kept));
    assertThat(reading.wishes()).extracting(wish -> wish.claim().toString()).containsExactly(claim);
    assertThat(reading.guesses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no more haze",
        "it's not in colour",
        "not only more brightness but more contrast",
        "keep it brighter",
        "brighter but not too bright",
        "don't brighten the sky",
        "not the sky brighter"
      })
  void shouldKeepNothingWhenTheDenialSpeaksOfAnotherThing(String request) {
    assertThat(RequestReader.read(request).kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lower the highlights while lifting the shadows",
        "darken the highlights while lifting the shadows",
        "bringing up the shadows and lowering the highlights",
        "dropping the highlights and boosting the shadows"
      })
  void shouldFollowParticiplesAsTheirVerbs(String request) {
    assertThat(RequestReader.read(request).wishes())
        .extracting(wish -> wish.claim().toString())
        .containsExactlyInAnyOrder("shadows:up", "highlights:down");
  }
}
