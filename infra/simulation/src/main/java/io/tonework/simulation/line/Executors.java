package io.tonework.simulation.line;

import io.tonework.simulation.time.Machine;
import io.tonework.simulation.time.Task;
import io.tonework.simulation.time.Timeline;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Executors that wait for nothing. */
final class Executors {
  private Executors() {}

  abstract static class Endless extends AbstractExecutorService {
    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  /** Runs work at once, on the caller's thread. */
  static final class OfCaller extends Endless {
    @Override
    public void execute(Runnable work) {
      work.run();
    }
  }

  /** Runs each piece of work as a task of a replica. */
  static final class OfTasks extends Endless {
    private final Timeline timeline;
    private final Machine machine;

    OfTasks(Timeline timeline, Machine machine) {
      this.timeline = timeline;
      this.machine = machine;
    }

    @Override
    public void execute(Runnable work) {
      Task _ = timeline.spawn("attempt", machine, work);
    }
  }
}
