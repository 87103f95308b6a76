package io.tonework.messaging.loop;

/** Begins work on a thread of its own. */
@FunctionalInterface
public interface Launcher {
  /** Virtual threads: a handler may block, and there are as many as records are in flight. */
  static Launcher virtualThreads(String stage) {
    Thread.Builder.OfVirtual threads = Thread.ofVirtual().name("tonework-" + stage + "-work-", 0);
    return work -> threads.start(work)::interrupt;
  }

  /**
   * Begins a piece of work.
   *
   * @return interrupts it
   */
  Runnable launch(Runnable work);
}
