package io.tonework.planner.request.lexicon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.claims.HueBand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconTest {
  @Test
  void shouldReadALineWithAllThatItSaysOfItsTerms() {
    // Given
    Lexicon lexicon =
        Lexicon.of(List.of("# lines", "", "NOUN warmth - ~vague ~colours : chill|deep freeze"));
    // When
    Lexeme term = lexicon.read("Deep FREEZE").getFirst();
    // Then
    assertThat(term.role()).isEqualTo(Role.NOUN);
    assertThat(term.aspect()).isEqualTo(Aspect.WARMTH);
    assertThat(term.way()).isEqualTo(-1);
    assertThat(term.traits()).containsExactlyInAnyOrder(Trait.VAGUE, Trait.COLOURS);
    assertThat(lexicon.termsOf(Trait.VAGUE)).containsExactly("chill", "deep freeze");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NOUN warmth + ; no entry",
        "NOUN glow + : glow ; GLOW",
        "NOUN : glow ; must say what it is about",
        "UP red : more ; about nothing",
        "UP ~shiny : more ; SHINY",
        "UP : more|more ; stands twice"
      })
  void shouldRefuseALineThatMeansNothing(String line, String fault) {
    assertThatThrownBy(() -> Lexicon.of(List.of(line))).hasMessageContaining(fault);
  }

  @Test
  void shouldTellColoursAspectsAndWhatCannotBeDone() {
    // Given
    Lexicon lexicon = Lexicon.english();
    // When
    List<Lexeme> read = lexicon.read("bluish contrast cropping");
    // Then
    assertThat(read.get(0).hue()).isEqualTo(HueBand.BLUE);
    assertThat(read.get(1).aspect()).isEqualTo(Aspect.CONTRAST);
    assertThat(read.get(2).impossible()).isEqualTo(Impossible.CROPPING);
  }
}
