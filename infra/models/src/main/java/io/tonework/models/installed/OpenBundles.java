package io.tonework.models.installed;

import io.tonework.contracts.BundleRef;
import io.tonework.models.bundle.InstalledBundle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was opened of bundles: each once, when it is first asked for, whoever asks meanwhile waits
 * for it. Of those that nobody uses the ones used last stay open, up to a limit.
 *
 * <p>Thread-safe. Owns what it opened; {@link #close} closes all that is not in use, and the rest
 * when it is given back.
 *
 * @param <T> what is opened
 */
public final class OpenBundles<T> implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OpenBundles.class);

  private final int maxIdle;
  private final Function<InstalledBundle, T> open;
  private final Consumer<T> close;
  private final ReentrantLock lock = new ReentrantLock();

  /** By digest, the one used longest ago first. */
  private final LinkedHashMap<String, Entry<T>> byUse = new LinkedHashMap<>(8, 0.75f, true);

  private boolean closed;

  private static final class Entry<T> {
    private final BundleRef bundle;
    private final CompletableFuture<T> opened = new CompletableFuture<>();
    private int users;

    Entry(BundleRef bundle) {
      this.bundle = bundle;
    }
  }

  /** The right to use something until it is given back. */
  public interface Lease<T> extends AutoCloseable {
    /** What was opened. */
    T get();

    /** Gives it back; once. */
    @Override
    void close();
  }

  /**
   * Nothing is open yet.
   *
   * @param maxIdle most that stay open while nobody uses them, at least 1
   * @param open may be called by several threads at once, for different bundles
   * @param close is called once for each that was opened
   */
  public OpenBundles(int maxIdle, Function<InstalledBundle, T> open, Consumer<T> close) {
    if (maxIdle < 1) {
      throw new IllegalArgumentException(
          "at least 1 bundle must be kept open (tonework.models.max-open), not " + maxIdle);
    }
    this.maxIdle = maxIdle;
    this.open = open;
    this.close = close;
  }

  /**
   * Opens the bundle unless it is open.
   *
   * @throws io.tonework.models.bundle.BundleException when it cannot be opened; it is tried again
   *     the next time
   * @throws IllegalStateException after {@link #close}
   */
  public Lease<T> lease(InstalledBundle bundle) {
    String digest = bundle.ref().digest();
    Entry<T> entry;
    boolean isNew;
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("the bundles are closed");
      }
      Entry<T> found = byUse.get(digest);
      isNew = found == null;
      entry = found == null ? new Entry<>(bundle.ref()) : found;
      if (isNew) {
        byUse.put(digest, entry);
      }
      entry.users++;
    } finally {
      lock.unlock();
    }
    if (isNew) {
      fill(entry, bundle);
    }
    T opened = join(entry);
    return new Lease<>() {
      private boolean returned;

      @Override
      public T get() {
        return opened;
      }

      @Override
      public void close() {
        if (!returned) {
          returned = true;
          giveBack(entry);
        }
      }
    };
  }

  private void fill(Entry<T> entry, InstalledBundle bundle) {
    try {
      entry.opened.complete(open.apply(bundle));
    } catch (RuntimeException | Error e) {
      lock.lock();
      try {
        byUse.remove(bundle.ref().digest(), entry);
      } finally {
        lock.unlock();
      }
      entry.opened.completeExceptionally(e);
    }
  }

  private static <T> T join(Entry<T> entry) {
    try {
      return entry.opened.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    }
  }

  private void giveBack(Entry<T> entry) {
    List<Entry<T>> leftOver;
    lock.lock();
    try {
      entry.users--;
      leftOver = takeLeftOver(closed ? 0 : maxIdle);
    } finally {
      lock.unlock();
    }
    close(leftOver);
  }

  /** Takes out what nobody uses beyond the limit, the one used longest ago first. */
  private List<Entry<T>> takeLeftOver(int limit) {
    List<Entry<T>> idle = byUse.values().stream().filter(each -> each.users == 0).toList();
    List<Entry<T>> leftOver = new ArrayList<>(idle.subList(0, Math.max(0, idle.size() - limit)));
    leftOver.forEach(each -> byUse.remove(each.bundle.digest(), each));
    return leftOver;
  }

  private void close(List<Entry<T>> entries) {
    for (Entry<T> each : entries) {
      log.atDebug()
          .addKeyValue("bundle", each.bundle.name())
          .addKeyValue("version", each.bundle.version())
          .log("bundle is closed");
      close.accept(each.opened.join());
    }
  }

  /** The bundles that are open. */
  public List<BundleRef> open() {
    lock.lock();
    try {
      return byUse.values().stream().map(each -> each.bundle).toList();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    List<Entry<T>> leftOver;
    lock.lock();
    try {
      closed = true;
      leftOver = takeLeftOver(0);
    } finally {
      lock.unlock();
    }
    close(leftOver);
  }
}
