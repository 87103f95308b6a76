package io.tonework.messaging.queue;

import io.tonework.contracts.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides which lane begins its next record: interactive before bulk, within what bulk may have in
 * flight, and with a share for bulk that it gets however much is interactive: a bulk record ages by
 * the records that were let pass before it. Knows time only as it is told. Not thread-safe.
 */
final class LaneTurns {
  /** After so many interactive records that were let pass a bulk one goes next. */
  static final int PATIENCE = 8;

  /** So long after the last interactive record bulk still leaves room for the next one. */
  static final Duration CALM = Duration.ofSeconds(2);

  private final int maxInFlight;
  private final int bulkBeside;
  private int interactive;
  private int bulk;
  private int passed;
  private Instant calmFrom = Instant.MIN;

  /**
   * Nothing is in flight yet.
   *
   * @param maxInFlight most records of both lanes in flight
   * @param bulkBeside most bulk records that begin beside interactive ones
   */
  LaneTurns(int maxInFlight, int bulkBeside) {
    this.maxInFlight = maxInFlight;
    // one place stays free, so that an interactive record never waits for a whole bulk one
    this.bulkBeside = Math.clamp(bulkBeside, 0, placesOfBulk(maxInFlight));
  }

  private static int placesOfBulk(int maxInFlight) {
    return Math.max(1, maxInFlight - 1);
  }

  /**
   * The lane whose turn it is; empty when no place is free for what waits.
   *
   * @param interactiveWaits whether that lane has a record that could begin
   * @param bulkWaits the same of the other lane
   */
  Optional<Priority> next(Instant now, boolean interactiveWaits, boolean bulkWaits) {
    if (interactiveWaits || interactive > 0) {
      calmFrom = now.plus(CALM);
    }
    if (inFlight() >= maxInFlight) {
      return Optional.empty();
    }
    boolean bulkIsDue = passed >= PATIENCE;
    int places = bulkIsDue || !now.isBefore(calmFrom) ? placesOfBulk(maxInFlight) : bulkBeside;
    boolean bulkMay = bulkWaits && bulk < places;
    if (interactiveWaits && !(bulkIsDue && bulkMay)) {
      return Optional.of(Priority.INTERACTIVE);
    }
    return bulkMay ? Optional.of(Priority.BULK) : Optional.empty();
  }

  /**
   * A record of that lane begins.
   *
   * @param bulkWaits whether a bulk record that could begin is let wait
   */
  void started(Priority lane, boolean bulkWaits) {
    if (lane == Priority.BULK) {
      bulk++;
      passed = 0;
    } else {
      interactive++;
      passed = bulkWaits ? passed + 1 : 0;
    }
  }

  /** A record of that lane has ended. */
  void ended(Priority lane) {
    if (lane == Priority.BULK) {
      bulk--;
    } else {
      interactive--;
    }
  }

  /** Records of both lanes in flight. */
  int inFlight() {
    return interactive + bulk;
  }
}
