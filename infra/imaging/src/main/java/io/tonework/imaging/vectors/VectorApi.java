package io.tonework.imaging.vectors;

import java.util.concurrent.atomic.LongAdder;

/**
 * The Vector API of this JVM, loaded when it is first asked for: a module of the boot layer would
 * keep the JDK from starting out of an ahead-of-time cache, and warn on every start (ADR 0257).
 *
 * <p>Thread-safe. Needs {@code --add-exports java.base/jdk.internal.module=ALL-UNNAMED}, or the
 * module named by {@code --add-modules}; without either it is not there, and plain kernels run.
 */
public final class VectorApi {
  private static final String MODULE = "jdk.incubator.vector";

  /**
   * Compiling the vector kernels takes about as long as they save on so many pixels; a process that
   * maps fewer does without.
   */
  private static final long WORTHWHILE = 1L << 25;

  private static final LongAdder seen = new LongAdder();
  private static volatile boolean isDue;

  private VectorApi() {}

  /** True when vector kernels can run here. */
  public static boolean isPresent() {
    return Holder.IS_PRESENT;
  }

  /**
   * True once this process has so much to do that compiling vector kernels pays, and they can run.
   *
   * @param pixels that are about to be mapped, counted once
   */
  public static boolean isWorthwhile(int pixels) {
    if (!isDue) {
      seen.add(pixels);
      isDue = seen.sum() > WORTHWHILE;
    }
    return isDue && Holder.IS_PRESENT;
  }

  private static final class Holder {
    static final boolean IS_PRESENT =
        ModuleLayer.boot().findModule(MODULE).isPresent() || isLoaded();

    /** As the JDK itself loads its agents' modules; kernels are compiled as from the boot layer. */
    private static boolean isLoaded() {
      try {
        Class.forName("jdk.internal.module.Modules")
            .getMethod("loadModule", String.class)
            .invoke(null, MODULE);
        return true;
      } catch (ReflectiveOperationException | RuntimeException e) {
        return false;
      }
    }
  }
}
