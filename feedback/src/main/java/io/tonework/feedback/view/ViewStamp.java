package io.tonework.feedback.view;

/**
 * Tells whether a view is whole: a view is stamped with the run id of the Redis that it was built
 * in. After a restart or a failover the id is another one, after a flush the stamp is gone; either
 * way what was written last may be lost, and the view has to be folded again. Redis may be flushed
 * while a view is being folded too, so a fold is named where the view lies, and the view is stamped
 * only if the name is still there when the fold ends. Thread-safe; throws {@link
 * io.tonework.storage.ViewsUnavailable} while Redis does not answer.
 */
public interface ViewStamp {
  /** Names the Redis that answers now. */
  String current();

  /** True when the view was built in the Redis of that name. */
  boolean isBuiltIn(String current);

  /**
   * Notes that the view is going to be folded.
   *
   * @return names this fold
   */
  String begin();

  /**
   * Notes that the view is whole in the Redis of that name, if nothing was lost since the fold
   * began.
   *
   * @param fold what {@link #begin} answered
   * @return false when it was not noted, because some of what was folded may be lost or another
   *     fold has ended; {@link #isBuiltIn} tells which
   */
  boolean end(String fold, String current);
}
