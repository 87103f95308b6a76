package io.tonework.service.quota;

import io.tonework.service.tenants.Quota;
import io.tonework.storage.quota.Allowance;
import java.time.Duration;

/**
 * The structured fields {@code RateLimit-Policy} and {@code RateLimit} of the IETF's draft on rate
 * limit headers: what holds, and how much of it is left.
 */
public final class RateLimitHeaders {
  public static final String POLICY = "RateLimit-Policy";
  public static final String LIMIT = "RateLimit";

  private RateLimitHeaders() {}

  /** The policy of requests: so many in a window that ends when a used-up quota is whole again. */
  public static String policyOfRequests(Quota quota) {
    long window = (long) Math.ceil(quota.requestBurst() / quota.requestsPerSecond());
    return "\"requests\";q=" + quota.requestBurst() + ";w=" + Math.max(1, window);
  }

  /** How many requests are left, and in how many seconds the quota is whole again. */
  public static String requests(Allowance allowance) {
    return "\"requests\";r=" + allowance.remaining() + ";t=" + seconds(allowance.fullIn());
  }

  /** The policy of open photos, which no window makes whole again. */
  public static String policyOfOpenPhotos(Quota quota) {
    return "\"open-photos\";q=" + quota.openPhotos() + ";qu=\"concurrent-photos\"";
  }

  /** How many more photos may be open. */
  public static String openPhotos(long remaining) {
    return "\"open-photos\";r=" + Math.max(0, remaining);
  }

  /** Whole seconds, rounded up. */
  static long seconds(Duration time) {
    return time.plusMillis(999).toSeconds();
  }
}
