package io.tonework.messaging.stage;

/** What happens to the other records of a key while one of them waits for its next attempt. */
public enum RetryOrder {
  /**
   * The record moves to the retry topic and the later ones of its key go ahead. For work whose
   * order among the records of one key does not matter, such as retouching: a photo holds up none.
   */
  LET_OTHERS_PASS,
  /**
   * The record waits in memory and the later ones of its key wait behind it; other keys go on. For
   * folds whose result depends on the order. Attempts are counted anew after a restart.
   */
  KEEP_KEY_ORDER
}
