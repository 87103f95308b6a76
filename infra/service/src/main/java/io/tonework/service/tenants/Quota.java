package io.tonework.service.tenants;

/**
 * How much a tenant may use.
 *
 * @param requestsPerSecond POST requests a second for long, above 0
 * @param requestBurst POST requests at once, at least 1
 * @param openPhotos photos that are taken in and neither finished nor failed, at least 1
 * @param openInteractive interactive ones of them; those beyond are taken in as bulk
 */
public record Quota(
    double requestsPerSecond, int requestBurst, int openPhotos, int openInteractive) {
  /** As much as anybody needs, for tests and tools. */
  public static final Quota AMPLE =
      new Quota(1_000_000, 1_000_000, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
