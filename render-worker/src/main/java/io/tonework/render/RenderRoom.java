package io.tonework.render;

import java.util.concurrent.Callable;

/** Where the arithmetic of a render is done. Implementations are thread-safe. */
public interface RenderRoom {
  /** The caller's own thread. */
  RenderRoom OF_CALLER =
      new RenderRoom() {
        @Override
        public <T> T run(boolean urgent, Callable<T> work) throws Exception {
          return work.call();
        }
      };

  /**
   * Runs the work when there is room for it and waits for its end.
   *
   * @param urgent whether it goes before work that is not
   * @throws InterruptedException when the caller is interrupted: the work is told so, too
   */
  <T> T run(boolean urgent, Callable<T> work) throws InterruptedException, Exception;
}
