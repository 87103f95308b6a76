package io.tonework.feedback.view;

import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.redis.RedisConnection;

/**
 * Tells whether a view is whole: a view is stamped with the run id of the Redis that it was built
 * in. After a restart or a failover the id is another one, after a flush the stamp is gone; either
 * way what was written last may be lost, and the view has to be folded again. Thread-safe; throws
 * {@link ViewsUnavailable} while Redis does not answer.
 *
 * @param redis a connection that stays the caller's
 * @param key where the stamp lies
 */
public record ViewStamp(RedisConnection redis, String key) {
  private static final String RUN_ID = "run_id:";

  /** Names the Redis that answers now. */
  public String current() {
    return redis
        .call("ask for the run id", commands -> commands.info("server"))
        .lines()
        .filter(line -> line.startsWith(RUN_ID))
        .map(line -> line.substring(RUN_ID.length()).strip())
        .findFirst()
        // some hosted ones keep it to themselves: then only an emptied one is noticed
        .orElse("hidden");
  }

  /** True when the view was built in the Redis of that name. */
  public boolean isBuiltIn(String current) {
    String stamp = redis.call("read " + key, commands -> commands.get(key));
    return current.equals(stamp);
  }

  /** Notes that the view is whole in the Redis of that name. */
  public void set(String current) {
    redis.call("write " + key, commands -> commands.set(key, current));
  }
}
