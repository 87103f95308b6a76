package io.tonework.models.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Priority;
import io.tonework.models.grammar.GrammarLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GenerationQueueTest {
  private static final Duration DEADLINE = Duration.ofNanos(100);

  private final GenerationQueue queue = new GenerationQueue(new GenerationSettings(1, 2, DEADLINE));

  @Test
  void shouldServeInteractiveRequestsBeforeBulkAndEqualsInOrder() {
    // Given
    GenerationQueue roomy = new GenerationQueue(new GenerationSettings(1, 9, DEADLINE));
    GenerationQueue.Ticket bulk = ticket(Priority.BULK, 0);
    GenerationQueue.Ticket first = ticket(Priority.INTERACTIVE, 1);
    GenerationQueue.Ticket second = ticket(Priority.INTERACTIVE, 2);
    List.of(bulk, first, second).forEach(roomy::offer);
    // When
    // Then
    assertThat(roomy.next()).contains(first);
    assertThat(roomy.next()).contains(second);
    assertThat(roomy.next()).contains(bulk);
    assertThat(roomy.next()).isEmpty();
  }

  @Test
  void shouldServeABulkRequestThatWasPassedOverEightTimes() {
    // Given
    GenerationQueue roomy = new GenerationQueue(new GenerationSettings(1, 20, DEADLINE));
    GenerationQueue.Ticket bulk = ticket(Priority.BULK, 0);
    roomy.offer(bulk);
    for (int i = 0; i < 10; i++) {
      roomy.offer(ticket(Priority.INTERACTIVE, i));
    }
    // When
    List<GenerationQueue.Ticket> served =
        Stream.generate(roomy::next).limit(11).flatMap(Optional::stream).toList();
    // Then
    assertThat(served.indexOf(bulk)).isEqualTo(8);
  }

  @Test
  void shouldGiveThePlaceOfTheYoungestBulkRequestToAnInteractiveOne() {
    // Given
    GenerationQueue.Ticket older = ticket(Priority.BULK, 0);
    GenerationQueue.Ticket younger = ticket(Priority.BULK, 1);
    GenerationQueue.Ticket interactive = ticket(Priority.INTERACTIVE, 2);
    queue.offer(older);
    queue.offer(younger);
    // When
    GenerationQueue.Offer offer = queue.offer(interactive);
    // Then
    assertThat(offer).isEqualTo(new GenerationQueue.Displaces(younger));
    assertThat(queue.drain()).containsExactlyInAnyOrder(interactive, older);
  }

  @Test
  void shouldTurnAwayWhenNobodyMattersLess() {
    // Given
    queue.offer(ticket(Priority.INTERACTIVE, 0));
    queue.offer(ticket(Priority.INTERACTIVE, 1));
    // When
    // Then
    assertThat(queue.offer(ticket(Priority.INTERACTIVE, 2))).isEqualTo(new GenerationQueue.Full());
    assertThat(queue.offer(ticket(Priority.BULK, 3))).isEqualTo(new GenerationQueue.Full());
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void shouldTakeOutWhoWaitedLongerThanTheDeadline() {
    // Given
    GenerationQueue.Ticket late = ticket(Priority.BULK, 0);
    GenerationQueue.Ticket inTime = ticket(Priority.BULK, 1);
    queue.offer(late);
    queue.offer(inTime);
    // When
    List<GenerationQueue.Ticket> removed = queue.removeLate(101);
    // Then
    assertThat(removed).containsExactly(late);
    assertThat(queue.next()).contains(inTime);
  }

  @Test
  void shouldTakeOutWhomNobodyWaitsFor() {
    // Given
    GenerationQueue.Ticket gone = ticket(Priority.INTERACTIVE, 0);
    GenerationQueue.Ticket waited = ticket(Priority.BULK, 0);
    queue.offer(gone);
    queue.offer(waited);
    gone.result().cancel(false);
    // When
    List<GenerationQueue.Ticket> removed = queue.removeAbandoned();
    // Then
    assertThat(removed).containsExactly(gone);
    assertThat(queue.size()).isEqualTo(1);
  }

  private static GenerationQueue.Ticket ticket(Priority priority, long arrivedNanos) {
    return new GenerationQueue.Ticket(
        new GenerationRequest(
            new Prompt(List.of(), new float[0]), GrammarLimits.NONE, List.of(), priority),
        arrivedNanos);
  }
}
