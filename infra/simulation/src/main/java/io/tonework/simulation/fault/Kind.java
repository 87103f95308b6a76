package io.tonework.simulation.fault;

/** The kinds of faults, each with how often it comes where it is on. */
public enum Kind {
  /** A process dies before or after an effect. */
  CRASH(0.006),
  /** The request of a process that has died arrives all the same. */
  LATE_EFFECT(0.3),
  /** A call takes seconds. */
  SLOW(0.02),
  /** The store does not answer, and nothing was done. */
  STORE_FAILS(0.03),
  /** The store does not answer in time, and the object is there. */
  STORED_BUT_TIMEOUT(0.03),
  /** A conditional put wins, and its answer is lost: the repetition meets its own object. */
  CONDITIONAL_PUT_LOST(0.03),
  /** Redis does not answer, and nothing was done. */
  REDIS_FAILS(0.02),
  /** Redis does not answer in time, and it was done. */
  REDIS_DONE_BUT_TIMEOUT(0.02),
  /** Kafka does not take a record. */
  PUBLISH_FAILS(0.02),
  /** Kafka takes a record, and the acknowledgement is lost. */
  PUBLISHED_BUT_TIMEOUT(0.02),
  /** A record is there once more, later than those that came after it. */
  DUPLICATE(0.05),
  /** A commit is lost. */
  COMMIT_FAILS(0.1),
  /** An endpoint takes a webhook, and its answer is lost. */
  WEBHOOK_ANSWER_LOST(0.2),
  /** An endpoint answers with an error. */
  WEBHOOK_FAILS(0.2);

  private final double chance;

  Kind(double chance) {
    this.chance = chance;
  }

  double chance() {
    return chance;
  }
}
