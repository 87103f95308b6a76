package io.tonework.messaging.loop;

import io.tonework.messaging.queue.WorkItem;
import io.tonework.messaging.stage.FatalException;

/** What the loop does with a record after an attempt, once all that came of it is published. */
sealed interface Settlement {
  /** How a finished record ended. */
  enum End {
    DONE,
    RETRIED,
    DEAD_LETTERED
  }

  /** The record's offset may be committed. */
  record Completed(End end) implements Settlement {}

  /** The record waits in memory; its offset stays uncommitted. */
  record Again(WorkItem next) implements Settlement {}

  /** The record is not ours any more, or the loop ends: whoever owns it next begins it anew. */
  record Dropped() implements Settlement {}

  /** The loop stops. */
  record Stop(FatalException cause) implements Settlement {}
}
