package io.tonework.simulation.redis;

import io.tonework.feedback.view.ViewStamp;

/**
 * The stamp of a view, as {@code RedisViewStamp} keeps it.
 *
 * @param key where it lies
 */
public record MemoryStamp(MemoryRedis redis, String key) implements ViewStamp {
  private static final String VALUE = "value";

  @Override
  public String current() {
    return redis.runId();
  }

  @Override
  public boolean isBuiltIn(String current) {
    return current.equals(redis.hash(key).get(VALUE));
  }

  @Override
  public void set(String current) {
    redis.hash(key).put(VALUE, current);
  }
}
