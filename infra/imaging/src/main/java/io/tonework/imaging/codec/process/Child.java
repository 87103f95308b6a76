package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.region.ColourMap;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One codec process and the pipe to it. Used by one thread at a time, each after the other. */
final class Child implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long FIRST_PAUSE_MILLIS = 1;
  private static final long LONGEST_PAUSE_MILLIS = 20;
  private static final long END_SECONDS = 5;

  private final ChildFolder folder;
  private final Process process;
  private final DataOutputStream out;
  private final DataInputStream in;
  // its thread blocks on the pipe, so that a caller can be told to give up at any moment
  private final ExecutorService pipe =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("codec-pipe").factory());
  private final Reply.Ready ready;
  private @Nullable ColourMap lastMap;
  private int photos;
  private boolean usable = true;
  private boolean closed;

  private Child(ChildFolder folder, Process process, Deadline deadline) {
    this.folder = folder;
    this.process = process;
    this.out =
        new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER_BYTES));
    this.in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES));
    Reply first = await(() -> Wire.readReply(in), "starting the codec process", deadline);
    if (!(first instanceof Reply.Ready said)) {
      close();
      throw new IllegalStateException("the codec process did not start: " + first);
    }
    this.ready = said;
  }

  /**
   * Starts a process and waits until it can work.
   *
   * @throws IllegalStateException if it cannot be started
   */
  static Child start(ProcessSettings settings) {
    try {
      ChildFolder folder = ChildFolder.create();
      Process process =
          ChildCommand.builder(settings, folder.path())
              .redirectError(folder.errors().toFile())
              .start();
      return new Child(folder, process, Deadline.in(settings.patience()));
    } catch (IOException e) {
      throw new UncheckedIOException("a codec process cannot be started: " + e.getMessage(), e);
    } catch (CodecCrashed | RenderCancelled e) {
      throw new IllegalStateException("a codec process cannot be started: " + e.getMessage(), e);
    }
  }

  /** What it said of itself. */
  Reply.Ready ready() {
    return ready;
  }

  /** How many requests it has answered. */
  int photos() {
    return photos;
  }

  /** Whether it may be asked again. */
  boolean isUsable() {
    return usable && !closed && process.isAlive();
  }

  /**
   * Asks and waits for the answer. When the deadline comes first, the process is ended, whatever
   * native code it is in.
   *
   * @throws RenderCancelled if the deadline came first
   * @throws CodecCrashed if the process died
   */
  Reply ask(Request request, Deadline deadline) {
    Request sent = request;
    if (request instanceof Request.Render render) {
      sent =
          Objects.equals(render.map(), lastMap)
              ? new Request.Render(render.file(), null, render.options())
              : render;
      lastMap = render.map();
    }
    Request message = sent;
    Reply reply =
        await(
            () -> {
              Wire.write(out, message);
              return Wire.readReply(in);
            },
            request instanceof Request.Render ? "rendering" : "decoding",
            deadline);
    photos++;
    usable &= !(reply instanceof Reply.Faulty);
    return reply;
  }

  private Reply await(Callable<Reply> exchange, String during, Deadline deadline) {
    CountDownLatch over = new CountDownLatch(1);
    Future<Reply> answer =
        pipe.submit(() -> {
          try {
            return exchange.call();
          } finally {
            over.countDown();
          }
        });
    boolean finished = false;
    try {
      long pause = FIRST_PAUSE_MILLIS;
      while (!over.await(pause, TimeUnit.MILLISECONDS)) {
        deadline.check(during);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
      Reply reply = answer.get();
      finished = true;
      return reply;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderCancelled("given up by its caller while " + during);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw crashed(e.getCause());
    } finally {
      if (!finished) {
        close();
      }
    }
  }

  /** The pipe broke: the process is dead or says what it should not. */
  private CodecCrashed crashed(@Nullable Throwable noticed) {
    try {
      boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
      String how = ended ? folder.end(process.exitValue()) : "it sent nonsense (" + noticed + ")";
      return new CodecCrashed("the codec process crashed on this file: " + how);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CodecCrashed("the codec process crashed on this file");
    }
  }

  /** Ends the process at once, and takes away what it left on the disk. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly); // a decoder that it runs
    process.destroyForcibly();
    pipe.shutdownNow();
    try {
      if (process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        folder.delete();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      folder.delete();
    }
  }
}
