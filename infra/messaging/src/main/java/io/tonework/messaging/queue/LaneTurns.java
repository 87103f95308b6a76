package io.tonework.messaging.queue;

import io.tonework.contracts.Priority;
import java.util.Optional;

/**
 * Decides which lane begins its next record: interactive before bulk, within what bulk may have in
 * flight, and with a share for bulk that it gets however much is interactive. Knows no clock: a
 * bulk record ages by the records that were let pass before it. Not thread-safe.
 */
final class LaneTurns {
  /** After so many interactive records that were let pass a bulk one goes next. */
  static final int PATIENCE = 8;

  private final int maxInFlight;
  private int interactive;
  private int bulk;
  private int passed;

  LaneTurns(int maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  /**
   * The lane whose turn it is; empty when no place is free for what waits.
   *
   * @param interactiveWaits whether that lane has a record that could begin
   * @param bulkWaits the same of the other lane
   */
  Optional<Priority> next(boolean interactiveWaits, boolean bulkWaits) {
    if (inFlight() >= maxInFlight) {
      return Optional.empty();
    }
    boolean bulkIsDue = bulkWaits && passed >= PATIENCE && bulk < placesOfBulk();
    if (interactiveWaits && !bulkIsDue) {
      return Optional.of(Priority.INTERACTIVE);
    }
    boolean bulkMay =
        bulkIsDue || (interactive == 0 ? bulk < placesOfBulk() : bulk < placesBeside());
    return bulkWaits && bulkMay ? Optional.of(Priority.BULK) : Optional.empty();
  }

  /** One place stays free, so that an interactive record never waits for a whole bulk one. */
  private int placesOfBulk() {
    return Math.max(1, maxInFlight - 1);
  }

  /** While an interactive record is in flight, bulk leaves it most of the machine. */
  private int placesBeside() {
    return Math.max(1, maxInFlight / 4);
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
