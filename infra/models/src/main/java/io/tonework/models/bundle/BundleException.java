package io.tonework.models.bundle;

import org.jspecify.annotations.Nullable;

/**
 * A bundle that cannot be used: a file is missing or damaged, the manifest contradicts a graph, or
 * its licence is not accepted. Fatal for a service: no retry heals it. The message names the
 * bundle, the file and the cause.
 */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * A fault of a file of a bundle.
   *
   * @param bundle where the bundle lies
   * @param file the file in it
   * @param fault what is wrong and what to do
   */
  public BundleException(String bundle, String file, String fault, @Nullable Throwable cause) {
    super("bundle " + bundle + ", " + file + ": " + fault, cause);
  }

  public BundleException(String bundle, String file, String fault) {
    this(bundle, file, fault, null);
  }
}
