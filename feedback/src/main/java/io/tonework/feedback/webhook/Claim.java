package io.tonework.feedback.webhook;

import java.util.List;

/** The answer of the queue to a claim: what is due, or that the queue has to be rebuilt first. */
public sealed interface Claim {
  /**
   * These are due and belong to the caller until the lease ends; none when nothing is due.
   *
   * @param deliveries at most one of each endpoint
   */
  record Due(List<QueuedDelivery> deliveries) implements Claim {
    /** Copies the list. */
    public Due {
      deliveries = List.copyOf(deliveries);
    }
  }

  /** Redis was emptied, restarted or replaced, so states may be missing: rebuild first. */
  record Unbuilt() implements Claim {}
}
