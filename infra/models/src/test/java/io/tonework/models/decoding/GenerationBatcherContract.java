package io.tonework.models.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Priority;
import io.tonework.models.GenerationException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.bundle.TestBundles;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.grammar.GrammarRun;
import io.tonework.models.onnx.SessionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rounds of the decoder's thread, stepped by hand with a clock of the test's own; the same for
 * every decoder.
 */
abstract class GenerationBatcherContract {
  private static final float TOLERANCE = 1e-5f;
  private static final Bundle BUNDLE = TestBundles.load("tiny");
  private static final LanguageSpec SPEC = LanguageSpec.of(BUNDLE.manifest(), BUNDLE.location());
  private static final Grammar GRAMMAR =
      Grammar.read(
          BUNDLE.file("grammar.json"),
          BUNDLE.location(),
          "grammar.json",
          SPEC.decoder().vocabulary());

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Decoder decoder;
  private long now;

  GenerationBatcherContract(Decoder.Opener opener) {
    this.decoder = opener.open(BUNDLE, SPEC.decoder(), SessionSettings.SINGLE_THREAD);
  }

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void shouldWriteTheSameAloneAndInChangingCompany() {
    // Given
    List<GenerationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      requests.add(request(i, Priority.INTERACTIVE));
    }
    List<Answer> alone = requests.stream().map(this::alone).toList();
    // When: one more joins in every round, four places
    GenerationBatcher batcher = batcher(4, 20);
    List<CompletableFuture<Answer>> together = new ArrayList<>();
    for (GenerationRequest request : requests) {
      together.add(batcher.submit(request));
      batcher.step();
    }
    run(batcher, together);
    // Then
    for (int i = 0; i < alone.size(); i++) {
      Answer shared = together.get(i).join();
      assertThat(shared.ids()).as("answer %d", i).isEqualTo(alone.get(i).ids());
      assertClose(shared, alone.get(i));
    }
    assertThat(alone.stream().map(Answer::ids).distinct().count()).isGreaterThan(3);
  }

  @Test
  void shouldGoOnFromAPrefixAsIfItHadNeverStopped() {
    // Given
    GenerationRequest whole = request(3, Priority.INTERACTIVE);
    Answer answer = alone(whole);
    // When
    Answer resumed =
        alone(
            new GenerationRequest(
                whole.prompt(), whole.limits(), answer.ids().subList(0, 5), Priority.BULK));
    // Then
    assertThat(resumed.ids()).isEqualTo(answer.ids());
    assertClose(resumed, answer);
  }

  @Test
  void shouldNotSayWhatIsClosed() {
    // Given
    GenerationRequest request = request(3, Priority.INTERACTIVE);
    Answer answer = alone(request);
    Grammar.Edge claim =
        answer.path().stream().filter(edge -> !edge.claims().isEmpty()).findFirst().orElseThrow();
    GrammarLimits tighter = request.limits().closing(Set.of(claim.id()));
    int usable = GrammarRun.longestUsable(GRAMMAR, tighter, 24, answer.ids());
    // When
    Answer other =
        alone(
            new GenerationRequest(
                request.prompt(), tighter, answer.ids().subList(0, usable), Priority.BULK));
    // Then
    assertThat(usable).isEqualTo(answer.path().indexOf(claim));
    assertThat(other.path()).doesNotContain(claim);
    assertThat(other.ids().subList(0, usable)).isEqualTo(answer.ids().subList(0, usable));
  }

  @Test
  void shouldLetTheInteractiveOneGoFirst() {
    // Given
    GenerationBatcher batcher = batcher(1, 8);
    CompletableFuture<Answer> bulk = batcher.submit(request(1, Priority.BULK));
    CompletableFuture<Answer> interactive = batcher.submit(request(2, Priority.INTERACTIVE));
    // When
    run(batcher, List.of(interactive));
    // Then
    assertThat(interactive).isCompleted();
    assertThat(bulk).isNotDone();
  }

  @Test
  void shouldGiveTheYoungestBulkRequestsPlaceToAnInteractiveOneWhenTheLineIsFull() {
    // Given
    GenerationBatcher batcher = batcher(1, 2);
    CompletableFuture<Answer> older = batcher.submit(request(1, Priority.BULK));
    CompletableFuture<Answer> younger = batcher.submit(request(2, Priority.BULK));
    // When
    CompletableFuture<Answer> interactive = batcher.submit(request(3, Priority.INTERACTIVE));
    // Then
    assertThat(older).isNotDone();
    assertThat(interactive).isNotDone();
    assertDropped(younger, RequestDroppedException.Reason.FULL);
    assertThatThrownBy(() -> batcher.submit(request(4, Priority.BULK)))
        .isInstanceOf(RequestDroppedException.class)
        .hasMessageContaining("2 answers wait");
    assertThat(dropped("full")).isEqualTo(2);
  }

  @Test
  void shouldLetCancelledAndLateAnswersLeaveTheBatch() {
    // Given
    GenerationBatcher batcher = batcher(3, 8);
    CompletableFuture<Answer> late = batcher.submit(request(1, Priority.INTERACTIVE));
    now += Duration.ofSeconds(6).toNanos();
    CompletableFuture<Answer> cancelled = batcher.submit(request(2, Priority.INTERACTIVE));
    CompletableFuture<Answer> stays = batcher.submit(request(3, Priority.INTERACTIVE));
    batcher.step();
    // When
    cancelled.cancel(true);
    now += Duration.ofSeconds(5).toNanos();
    run(batcher, List.of(stays));
    // Then
    assertDropped(late, RequestDroppedException.Reason.EXPIRED);
    assertThat(stays.join().ids()).isEqualTo(alone(request(3, Priority.INTERACTIVE)).ids());
    assertThat(dropped("expired")).isEqualTo(1);
    assertThat(dropped("cancelled")).isEqualTo(1);
  }

  @Test
  void shouldFailTheOneAnswerWhoseLogitsAreNoNumbersAndNoOther() {
    // Given
    GenerationRequest broken = request(1, Priority.INTERACTIVE);
    broken.prompt().features()[3] = Float.NaN;
    GenerationBatcher batcher = batcher(4, 8);
    CompletableFuture<Answer> bad = batcher.submit(broken);
    CompletableFuture<Answer> good = batcher.submit(request(2, Priority.INTERACTIVE));
    // When
    run(batcher, List.of(bad, good));
    // Then
    assertThatThrownBy(bad::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("no token with a finite logit");
    assertThat(good.join().ids()).isEqualTo(alone(request(2, Priority.INTERACTIVE)).ids());
  }

  @Test
  void shouldFailEverybodyAndServeOnWhenItsOwnRoundBreaks() {
    // Given: a row of features is missing, which the prompt counts on
    GenerationRequest impossible =
        new GenerationRequest(
            new Prompt(List.of(1, -1, -1), new float[3]),
            GrammarLimits.NONE,
            List.of(),
            Priority.INTERACTIVE);
    try (GenerationBatcher batcher = batcher(2, 4).start()) {
      // When
      CompletableFuture<Answer> broken = batcher.submit(impossible);
      // Then
      assertThatThrownBy(broken::join).hasCauseInstanceOf(IndexOutOfBoundsException.class);
      assertThat(batcher.submit(request(2, Priority.BULK)).join().ids())
          .isEqualTo(alone(request(2, Priority.BULK)).ids());
    }
  }

  @Test
  void shouldAnswerAndCountWhenItRunsOnItsOwnThread() throws InterruptedException {
    // Given
    GenerationRequest request = request(5, Priority.INTERACTIVE);
    Answer expected = alone(request);
    double before = registry.get("tonework.model.tokens").counter().count();
    // When
    Answer answer;
    try (GenerationBatcher batcher = batcher(2, 4).start()) {
      answer = batcher.call(request);
    }
    // Then
    assertThat(answer.ids()).isEqualTo(expected.ids());
    assertThat(registry.get("tonework.model.time.to.latents").timer().count()).isEqualTo(2);
    assertThat(registry.get("tonework.model.tokens").counter().count() - before).isPositive();
  }

  private static void assertClose(Answer actual, Answer expected) {
    for (int i = 0; i < expected.hidden().length; i++) {
      assertThat(actual.hidden()[i])
          .as("state %d", i)
          .isCloseTo(expected.hidden()[i], within(TOLERANCE));
    }
  }

  private void assertDropped(
      CompletableFuture<Answer> result, RequestDroppedException.Reason reason) {
    assertThatThrownBy(result::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestDroppedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private double dropped(String reason) {
    return registry.get("tonework.model.dropped").tag("reason", reason).counter().count();
  }

  private Answer alone(GenerationRequest request) {
    GenerationBatcher batcher = batcher(1, 1);
    CompletableFuture<Answer> result = batcher.submit(request);
    run(batcher, List.of(result));
    return result.join();
  }

  private static void run(GenerationBatcher batcher, List<CompletableFuture<Answer>> awaited) {
    for (int round = 0; round < 500; round++) {
      if (awaited.stream().allMatch(CompletableFuture::isDone)) {
        return;
      }
      batcher.step();
    }
    throw new AssertionError("no answer after 500 rounds");
  }

  private GenerationBatcher batcher(int rows, int queueLimit) {
    return new GenerationBatcher(
        "test",
        new GenerationSettings(rows, queueLimit, Duration.ofSeconds(10)),
        GRAMMAR,
        SPEC,
        decoder,
        registry,
        () -> now);
  }

  /** Prompts of three lengths; the grammar knows other facts for each. */
  private static GenerationRequest request(int seed, Priority priority) {
    int width = SPEC.decoder().width();
    Random random = new Random(seed);
    float[] features = new float[4 * width];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian() * 2;
    }
    List<Integer> ids = new ArrayList<>(List.of(1, -1, -1, -1, -1));
    for (int i = 0; i < seed % 3; i++) {
      ids.add(14 + random.nextInt(10));
    }
    Set<String> facts = seed % 2 == 0 ? Set.of("hue:red", "light:dark") : Set.of("hue:green");
    return new GenerationRequest(
        new Prompt(ids, features), new GrammarLimits(facts, Set.of()), List.of(), priority);
  }
}
