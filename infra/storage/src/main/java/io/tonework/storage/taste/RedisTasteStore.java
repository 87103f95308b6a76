package io.tonework.storage.taste;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisScript;
import io.tonework.storage.redis.ViewKey;
import io.tonework.taste.TasteProfile;
import io.tonework.taste.TasteSite;
import io.tonework.taste.TasteSums;
import io.tonework.taste.TasteView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tastes in Redis: for each user the verdicts with their sites, the sums of the sites by scene and
 * attribute in integers, and until when the user is forgotten.
 */
public final class RedisTasteStore implements TasteStore {
  private static final RedisScript FOLD =
      RedisScript.load(RedisTasteStore.class, "fold-verdict.lua");
  private static final RedisScript FORGET =
      RedisScript.load(RedisTasteStore.class, "forget-user.lua");
  private static final String EVERY_KEY = "taste:*";
  private static final String SUMS = "sums";
  private static final String FORGOTTEN = "forgotten";
  private static final int SCAN_PAGE = 500;

  private final RedisConnection redis;

  /** Tastes over that connection, which stays the caller's to close. */
  public RedisTasteStore(RedisConnection redis) {
    this.redis = redis;
  }

  @Override
  public TasteView read(String tenant, String user, String scene) {
    return sums(tenant, user).view(scene);
  }

  @Override
  public TasteProfile profile(String tenant, String user) {
    return sums(tenant, user).profile();
  }

  private TasteSums sums(String tenant, String user) {
    return TasteHash.read(
        redis.call("read a taste", it -> it.hgetall(ViewKey.taste(tenant, user) + SUMS)));
  }

  @Override
  public boolean fold(FeedbackReceived feedback) {
    List<String> arguments = new ArrayList<>();
    arguments.add(feedback.feedbackId());
    arguments.add(Long.toString(feedback.receivedAt().toEpochMilli()));
    for (TasteSite site : TasteSite.of(feedback)) {
      arguments.add(TasteHash.field(feedback.scene(), site.attribute()));
      arguments.add(Integer.toString(site.weight()));
      arguments.add(Long.toString(site.shift()));
    }
    List<String> keys = keys(feedback.tenant(), feedback.user());
    return redis.call(
        "fold verdict " + feedback.feedbackId(),
        it -> FOLD.isTrue(it, keys, arguments.toArray(String[]::new)));
  }

  @Override
  public void forget(String tenant, String user, Instant forgottenAt) {
    String untilMs = Long.toString(forgottenAt.toEpochMilli());
    List<String> keys = keys(tenant, user);
    redis.call("forget a user", it -> FORGET.isTrue(it, keys, untilMs));
  }

  @Override
  public void wipe() {
    redis.call(
        "wipe all tastes",
        it -> {
          forEachPage(it, page -> it.unlink(page.toArray(String[]::new)));
          return true;
        });
  }

  @Override
  public SortedMap<String, SortedMap<String, String>> dump() {
    SortedMap<String, SortedMap<String, String>> dump = new TreeMap<>();
    redis.call(
        "dump all tastes",
        it -> {
          forEachPage(it, page -> page.forEach(key -> dump.put(key, fields(it, key))));
          return true;
        });
    return dump;
  }

  private static SortedMap<String, String> fields(RedisCommands<String, String> redis, String key) {
    if (key.endsWith(":" + FORGOTTEN)) {
      return new TreeMap<>(Map.of("untilMs", String.valueOf(redis.get(key))));
    }
    return new TreeMap<>(redis.hgetall(key));
  }

  private static void forEachPage(
      RedisCommands<String, String> redis, Consumer<List<String>> visit) {
    ScanArgs args = ScanArgs.Builder.matches(EVERY_KEY).limit(SCAN_PAGE);
    ScanCursor cursor = ScanCursor.INITIAL;
    do {
      KeyScanCursor<String> page = redis.scan(cursor, args);
      if (!page.getKeys().isEmpty()) {
        visit.accept(page.getKeys());
      }
      cursor = page;
    } while (!cursor.isFinished());
  }

  private static List<String> keys(String tenant, String user) {
    String prefix = ViewKey.taste(tenant, user);
    return List.of(prefix + "verdicts", prefix + SUMS, prefix + FORGOTTEN);
  }
}
