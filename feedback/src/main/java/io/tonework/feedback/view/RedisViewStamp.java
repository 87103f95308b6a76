package io.tonework.feedback.view;

import io.tonework.storage.redis.RedisConnection;

/**
 * The stamp of a view in Redis: the run id of the Redis that the view was built in.
 *
 * @param redis a connection that stays the caller's
 * @param key where the stamp lies
 */
public record RedisViewStamp(RedisConnection redis, String key) implements ViewStamp {
  private static final String RUN_ID = "run_id:";

  @Override
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

  @Override
  public boolean isBuiltIn(String current) {
    String stamp = redis.call("read " + key, commands -> commands.get(key));
    return current.equals(stamp);
  }

  @Override
  public void set(String current) {
    redis.call("write " + key, commands -> commands.set(key, current));
  }
}
