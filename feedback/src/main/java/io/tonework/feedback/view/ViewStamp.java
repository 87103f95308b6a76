package io.tonework.feedback.view;

/**
 * Tells whether a view is whole: a view is stamped with the run id of the Redis that it was built
 * in. After a restart or a failover the id is another one, after a flush the stamp is gone; either
 * way what was written last may be lost, and the view has to be folded again. Thread-safe; throws
 * {@link io.tonework.storage.ViewsUnavailable} while Redis does not answer.
 */
public interface ViewStamp {
  /** Names the Redis that answers now. */
  String current();

  /** True when the view was built in the Redis of that name. */
  boolean isBuiltIn(String current);

  /** Notes that the view is whole in the Redis of that name. */
  void set(String current);
}
