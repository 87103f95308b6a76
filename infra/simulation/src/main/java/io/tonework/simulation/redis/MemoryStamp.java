package io.tonework.simulation.redis;

import io.tonework.feedback.view.ViewStamp;
import java.util.Map;

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
  public String begin() {
    Map<String, String> folds = redis.hash(folds());
    String fold = "fold" + redis.next();
    folds.put(fold, VALUE);
    return fold;
  }

  @Override
  public boolean end(String fold, String current) {
    Map<String, String> folds = redis.hash(folds());
    if (!folds.containsKey(fold)) {
      return false;
    }
    folds.clear();
    redis.hash(key).put(VALUE, current);
    return true;
  }

  private String folds() {
    return key + ":folds";
  }
}
