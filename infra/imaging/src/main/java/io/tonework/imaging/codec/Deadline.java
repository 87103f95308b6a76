package io.tonework.imaging.codec;

import io.tonework.imaging.fault.RenderCancelled;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When to give a picture up. Checked between steps and between bands of pixels. Thread-safe. */
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

  /** Whichever of the two comes first. */
  default Deadline or(Deadline other) {
    return during -> {
      check(during);
      other.check(during);
    };
  }
}
