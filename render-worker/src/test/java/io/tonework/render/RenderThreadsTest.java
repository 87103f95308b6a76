package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RenderThreadsTest {
  private final RenderThreads threads = new RenderThreads(1, new SimpleMeterRegistry());
  private final CountDownLatch occupied = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void closeThreads() {
    threads.close();
  }

  @Test
  void shouldRenderAnUrgentPhotoBeforeOneThatCameEarlier() throws InterruptedException {
    // Given
    Thread first = occupy();
    Thread bulk = waits("bulk", false);
    Thread urgent = waits("urgent", true);

    // When
    free.countDown();
    for (Thread thread : List.of(first, bulk, urgent)) {
      thread.join();
    }

    // Then
    assertThat(done).containsExactly("urgent", "bulk");
  }

  @Test
  void shouldLoseNoThreadWhenACallerIsInterrupted() throws Exception {
    // Given
    Thread first = occupy();
    Thread waiting = waits("interrupted while it waits", true);

    // When
    waiting.interrupt();
    first.interrupt();
    waiting.join();
    first.join();
    free.countDown();

    // Then
    assertThat(threads.run(false, () -> "done")).isEqualTo("done");
    assertThat(done).isEmpty();
  }

  private Thread occupy() throws InterruptedException {
    Thread thread =
        Thread.ofVirtual()
            .start(() ->
                run(
                    true,
                    () -> {
                      occupied.countDown();
                      free.await();
                    }));
    occupied.await();
    return thread;
  }

  private Thread waits(String name, boolean urgent) {
    Thread thread = Thread.ofVirtual().start(() -> run(urgent, () -> done.add(name)));
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void run(boolean urgent, Work work) {
    try {
      threads.run(
          urgent,
          () -> {
            work.run();
            return true;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
