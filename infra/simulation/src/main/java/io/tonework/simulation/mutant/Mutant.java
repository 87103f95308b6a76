package io.tonework.simulation.mutant;

import io.tonework.feedback.view.ViewStamp;
import io.tonework.messaging.stage.Delivery;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.StageHandler;
import io.tonework.messaging.stage.TransientException;
import io.tonework.simulation.fault.Wire;
import io.tonework.simulation.kafka.HastyConsumer;
import io.tonework.simulation.kafka.MemoryConsumer;
import io.tonework.simulation.kafka.MemoryKafka;
import io.tonework.storage.StorageException;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.taste.TasteStore;
import org.jspecify.annotations.Nullable;

/** A line as it is, or with one fault of our own making in every process. */
public enum Mutant {
  /** The line as it is. */
  NONE,
  /** Ingest takes a request for a new one although its Idempotency-Key was seen before. */
  DROP_DEDUPE,
  /** What was polled is committed before it is handled. */
  COMMIT_EARLY,
  /** A put that should only fill a gap replaces what lies there. */
  SKIP_CONDITIONAL_PUT,
  /** A record whose handling fails for the moment counts as done. */
  FORGET_RETRY,
  /** A verdict that was folded before is folded again. */
  FOLD_TWICE,
  /** A finished photo is told of while its bytes are still on their way. */
  PUBLISH_BEFORE_BYTES,
  /** A view that was folded again counts as whole, whatever was lost meanwhile. */
  STAMP_ANYWAY;

  /** The member of a group. */
  public MemoryConsumer consumer(MemoryKafka kafka, String group, int maxPollRecords, Wire wire) {
    return this == COMMIT_EARLY
        ? new HastyConsumer(kafka, group, maxPollRecords, wire)
        : new MemoryConsumer(kafka, group, maxPollRecords, wire);
  }

  /** The name that a request brought along. */
  public @Nullable String idempotencyKey(String sent) {
    return this == DROP_DEDUPE ? null : sent;
  }

  /** The store as it is at its own end of the wire. */
  public ObjectStore stored(ObjectStore store) {
    return this == SKIP_CONDITIONAL_PUT ? new ReplacingStore(store) : store;
  }

  /** The store as a process reaches it. */
  public ObjectStore reached(ObjectStore store, Wire wire) {
    return this == PUBLISH_BEFORE_BYTES ? new LaggingStore(store, wire) : store;
  }

  /** The tastes as a process uses them. */
  public TasteStore tastes(TasteStore tastes) {
    return this == FOLD_TWICE ? new ForgetfulTastes(tastes) : tastes;
  }

  /** The stamp of a view. */
  public ViewStamp stamp(ViewStamp stamp) {
    return this == STAMP_ANYWAY ? new TrustingStamp(stamp) : stamp;
  }

  /** A handler. */
  public StageHandler handler(StageHandler handler) {
    return this == FORGET_RETRY ? delivery -> onlyOnce(handler, delivery) : handler;
  }

  private static Outcome onlyOnce(StageHandler handler, Delivery delivery) throws Exception {
    try {
      Outcome outcome = handler.handle(delivery);
      return outcome instanceof Outcome.Retry || outcome instanceof Outcome.Postpone
          ? Outcome.done()
          : outcome;
    } catch (StorageException | TransientException e) {
      return Outcome.done();
    }
  }
}
