package io.tonework.models.decoding;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.noop.NoopTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Priority;
import io.tonework.models.ModelDiedException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.bundle.TestBundles;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.onnx.ExecutionProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationBatcherDeathTest {
  private static final Bundle BUNDLE = TestBundles.load("tiny");
  private static final LanguageSpec SPEC = LanguageSpec.of(BUNDLE.manifest(), BUNDLE.location());
  private static final GenerationRequest REQUEST =
      new GenerationRequest(
          new Prompt(List.of(1), new float[0]), GrammarLimits.NONE, List.of(), Priority.BULK);

  @ParameterizedTest
  @MethodSource("errors")
  void shouldFailWhoWaitsAndWhoComesLaterWhenAnErrorEndsItsThread(Error error) throws Exception {
    // Given
    DyingDecoder decoder = new DyingDecoder(error);
    GenerationBatcher batcher =
        new GenerationBatcher(
                "test",
                new GenerationSettings(1, 4, Duration.ofMinutes(1)),
                Grammar.freeText(SPEC.retouchIds(), SPEC.endId()),
                SPEC,
                decoder,
                new SimpleMeterRegistry(),
                System::nanoTime)
            .start();
    var running = batcher.submit(REQUEST);
    decoder.entered.await();
    var waiting = batcher.submit(REQUEST);
    // When
    decoder.release.countDown();
    // Then
    for (var call : List.of(running, waiting)) {
      assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(ModelDiedException.class)
          .hasCause(error);
    }
    assertThatThrownBy(() -> batcher.call(REQUEST))
        .isInstanceOf(ModelDiedException.class)
        .hasMessageContaining("the model test has died");
    batcher.close();
  }

  @Test
  void shouldFailWhoIsJustLetInWhenAnErrorEndsItsThread() {
    // Given
    OutOfMemoryError error = new OutOfMemoryError("Java heap space");
    SimpleMeterRegistry registry =
        new SimpleMeterRegistry() {
          @Override
          protected Timer newTimer(
              Meter.Id id, DistributionStatisticConfig histogram, PauseDetector pauses) {
            return new NoopTimer(id) {
              @Override
              public void record(long amount, TimeUnit unit) {
                throw error;
              }
            };
          }
        };
    GenerationBatcher batcher =
        new GenerationBatcher(
                "test",
                new GenerationSettings(1, 4, Duration.ofMinutes(1)),
                Grammar.freeText(SPEC.retouchIds(), SPEC.endId()),
                SPEC,
                new DyingDecoder(error),
                registry,
                System::nanoTime)
            .start();
    // When
    var entering = batcher.submit(REQUEST);
    // Then
    assertThatThrownBy(() -> entering.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(ModelDiedException.class)
        .hasCause(error);
    batcher.close();
  }

  static Stream<Error> errors() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"), new StackOverflowError(), new LinkageError("ort"));
  }

  /** Throws an error at its first run, as soon as it may. */
  private static final class DyingDecoder implements Decoder {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final Error error;

    DyingDecoder(Error error) {
      this.error = error;
    }

    @Override
    public Output run(Input input, KvCache past) {
      entered.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw error;
    }

    @Override
    public KvCache empty(int rows) {
      return new NoCache(rows);
    }

    @Override
    public KvCache seat(List<Seat> seats, int rows) {
      return new NoCache(rows);
    }

    @Override
    public ExecutionProvider provider() {
      return ExecutionProvider.CPU;
    }

    @Override
    public void close() {}
  }

  private record NoCache(int rows) implements KvCache {
    @Override
    public int length() {
      return 0;
    }

    @Override
    public void close() {}
  }
}
