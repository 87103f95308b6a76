package io.tonework.feedback.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The system's name resolution with a time limit. Thread-safe.
 *
 * <p>The system call blocks its carrier and takes no timeout, so it runs on platform threads: a
 * name server that hangs must not stop every virtual thread.
 */
public final class TimedResolver implements EndpointGuard.Resolver, AutoCloseable {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("webhook-dns-", 0).factory());
  private final Duration timeout;

  /** A resolver that waits that long. */
  public TimedResolver(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Callable<InetAddress[]> lookUp = () -> InetAddress.getAllByName(host);
    Future<InetAddress[]> answer = threads.submit(lookUp);
    try {
      return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw unknown(host + " cannot be resolved", e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unknown(host + " was not resolved within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("interrupted while " + host + " was resolved", e);
    }
  }

  private static UnknownHostException unknown(String message, @Nullable Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(message);
    unknown.initCause(cause);
    return unknown;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
