package io.tonework.storage.quota;

import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisScript;
import io.tonework.storage.redis.ViewKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A bucket of tokens per tenant that all replicas take from: one Lua script a request. Thread-safe;
 * throws {@link io.tonework.storage.ViewsUnavailable} while Redis does not answer.
 */
public final class RequestRates {
  private static final RedisScript TAKE = RedisScript.load(RequestRates.class, "take-token.lua");

  private final RedisConnection redis;

  /** Buckets over that connection, which stays the caller's to close. */
  public RequestRates(RedisConnection redis) {
    this.redis = redis;
  }

  /**
   * Takes a token of that tenant if there is one.
   *
   * @param perSecond how many tokens come; above 0
   * @param capacity how many the bucket holds; at least 1
   */
  public Allowance take(String tenant, double perSecond, int capacity, Instant now) {
    List<String> answer =
        Objects.requireNonNull(
                redis.call(
                    "count a request",
                    commands ->
                        TAKE.rows(
                            commands,
                            List.of("quota:requests:" + ViewKey.part(tenant)),
                            Double.toString(perSecond / 1000),
                            Integer.toString(capacity),
                            Long.toString(now.toEpochMilli()))))
            .stream()
            .map(Objects::requireNonNull)
            .toList();
    return new Allowance(
        answer.get(0).equals("1"),
        Long.parseLong(answer.get(1)),
        Duration.ofMillis(Long.parseLong(answer.get(2))),
        Duration.ofMillis(Long.parseLong(answer.get(3))));
  }
}
