package io.tonework.imaging.codec;

import io.tonework.imaging.fault.RenderCancelled;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * When to give a picture up, and whether somebody waits for it. Checked between steps and between
 * bands of pixels. Thread-safe.
 */
@FunctionalInterface
public interface Deadline {
  /** A deadline that never passes. */
  Deadline NONE = during -> {};

  /**
   * Returns if the work may go on.
   *
   * @param during the step, for the message, such as {@code encoding}
   * @throws RenderCancelled if it may not
   */
  void check(String during);

  /** True when the work goes before other work where both wait for the same place. */
  default boolean isUrgent() {
    return true;
  }

  /** The same for work that goes before other work, or lets it pass. */
  default Deadline urgent(boolean urgent) {
    Deadline same = this;
    return new Deadline() {
      @Override
      public void check(String during) {
        same.check(during);
      }

      @Override
      public boolean isUrgent() {
        return urgent;
      }
    };
  }

  /** A time from now. */
  static Deadline in(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    return during -> {
      if (System.nanoTime() - end > 0) {
        throw new RenderCancelled(
            "the deadline of " + time.toMillis() + " ms passed while " + during);
      }
    };
  }

  /** As soon as the flag is true. */
  static Deadline when(BooleanSupplier cancelled) {
    return during -> {
      if (cancelled.getAsBoolean()) {
        throw new RenderCancelled("given up by its caller while " + during);
      }
    };
  }

  /** Whichever of the two comes first; urgent when both are. */
  default Deadline or(Deadline other) {
    Deadline both =
        during -> {
          check(during);
          other.check(during);
        };
    return both.urgent(isUrgent() && other.isUrgent());
  }
}
