package io.tonework.models.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.models.GenerationException;
import io.tonework.models.bundle.BundleException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private static final int VOCABULARY = 12;

  /** Words 0 to 3 may repeat; 4 needs a fact; 5 claims; 6 ends. */
  private static final String JSON =
      """
      {"start": "a", "states": [
        {"name": "a", "edges": [{"tokens": [0, 1, 2, 3], "to": "a"},
                                {"tokens": [4], "to": "b", "requires": ["hue:red", "!dark"]},
                                {"tokens": [5], "to": "b", "claims": ["lightness:up"]}]},
        {"name": "b", "edges": [{"tokens": [6], "to": "end"}]},
        {"name": "end", "accept": true}]}\
      """;

  private static Grammar read(String json) {
    return Grammar.read(json.getBytes(StandardCharsets.UTF_8), "here", "grammar.json", VOCABULARY);
  }

  private static float[] logits(int favourite) {
    float[] logits = new float[VOCABULARY];
    logits[favourite] = 1;
    return logits;
  }

  @Test
  void shouldEndInTimeHoweverMuchTheDecoderWantsToGoOn() {
    // Given
    GrammarRun run = new GrammarRun(read(JSON), GrammarLimits.NONE, 7);
    // When
    List<Integer> tokens = write(run, logits(2));
    // Then
    assertThat(tokens).containsExactly(2, 2, 2, 2, 2, 5, 6);
  }

  @Test
  void shouldEndWholeForEveryLogitsAndEveryLimit() {
    // Given
    Random random = new Random(11);
    Grammar free = Grammar.freeText(List.of(7, 8, 9), 10);
    for (int i = 0; i < 200; i++) {
      int most = 4 + random.nextInt(20);
      GrammarRun run = new GrammarRun(free, GrammarLimits.NONE, most);
      // When
      List<Integer> tokens = new ArrayList<>();
      while (!run.isDone()) {
        float[] logits = new float[VOCABULARY];
        for (int k = 0; k < VOCABULARY; k++) {
          logits[k] = (float) random.nextGaussian();
        }
        int token = run.best(logits, 0, VOCABULARY);
        run.take(token);
        tokens.add(token);
      }
      // Then
      assertThat(tokens).hasSizeLessThanOrEqualTo(most);
      assertThat(tokens.stream().filter(token -> token >= 7 && token <= 9))
          .as("seed 11, round %d", i)
          .containsExactly(7, 8, 9);
      assertThat(tokens.indexOf(10)).isIn(-1, tokens.size() - 1);
    }
  }

  @Test
  void shouldOpenAnEdgeOnlyWhenItsFactsHold() {
    // Given
    Grammar grammar = read(JSON);
    // When
    // Then
    assertThat(first(grammar, Set.of("hue:red"))).isEqualTo(4);
    assertThat(first(grammar, Set.of())).isNotEqualTo(4);
    assertThat(first(grammar, Set.of("hue:red", "dark"))).isNotEqualTo(4);
  }

  private static int first(Grammar grammar, Set<String> facts) {
    return new GrammarRun(grammar, new GrammarLimits(facts, Set.of()), 9)
        .best(logits(4), 0, VOCABULARY);
  }

  @Test
  void shouldTakeTheLowestIdOfEqualsAndNeverWhatIsNoNumber() {
    // Given
    GrammarRun run = new GrammarRun(read(JSON), GrammarLimits.NONE, 9);
    float[] logits = new float[VOCABULARY];
    logits[0] = Float.NaN;
    // When
    // Then
    assertThat(run.best(logits, 0, VOCABULARY)).isEqualTo(1);
    assertThatThrownBy(() -> run.best(filled(Float.NaN), 0, VOCABULARY))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("in state 'a'");
  }

  private static float[] filled(float value) {
    float[] logits = new float[VOCABULARY];
    java.util.Arrays.fill(logits, value);
    return logits;
  }

  @Test
  void shouldSaySoWhenNothingCanBeWritten() {
    // Given
    GrammarLimits closed = GrammarLimits.NONE.closing(Set.of(2));
    // When
    // Then
    assertThatThrownBy(() -> new GrammarRun(read(JSON), closed, 9))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("allows no answer");
    assertThatThrownBy(() -> new GrammarRun(read(JSON), GrammarLimits.NONE, 1))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("the shortest answer has 2 tokens");
  }

  @Test
  void shouldNameWhatIsWrongWithAFile() {
    assertThatThrownBy(() -> read(JSON.replace("\"to\": \"b\"", "\"to\": \"c\"")))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("'c', which is no state");
    assertThatThrownBy(() -> read(JSON.replace("[6]", "[12]")))
        .hasMessageContaining("has the token 12, the vocabulary 12");
    assertThatThrownBy(() -> read(JSON.replace("\"accept\": true", "\"accept\": false")))
        .hasMessageContaining("no state accepts");
    assertThatThrownBy(() -> read("no json")).hasMessageContaining("is no grammar");
  }

  private static List<Integer> write(GrammarRun run, float[] logits) {
    List<Integer> tokens = new ArrayList<>();
    while (!run.isDone()) {
      int token = run.best(logits, 0, VOCABULARY);
      run.take(token);
      tokens.add(token);
    }
    return tokens;
  }
}
