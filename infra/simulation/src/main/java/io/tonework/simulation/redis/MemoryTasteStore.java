package io.tonework.simulation.redis;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.storage.redis.ViewKey;
import io.tonework.storage.taste.TasteHash;
import io.tonework.storage.taste.TasteStore;
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

/** Tastes as {@code RedisTasteStore} keeps them, with the rules of its scripts. Not thread-safe. */
public final class MemoryTasteStore implements TasteStore {
  private static final String EVERY_KEY = "taste:";
  private static final String SUMS = "sums";
  private static final String VERDICTS = "verdicts";
  private static final String FORGOTTEN = "forgotten";
  private static final String UNTIL = "untilMs";
  private static final String COUNT = "#verdicts";
  private static final String WEIGHT = "#weight";
  private static final String SHIFT = "#shift";

  private final MemoryRedis redis;

  /** Tastes in that Redis. */
  public MemoryTasteStore(MemoryRedis redis) {
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
    return TasteHash.read(redis.hash(ViewKey.taste(tenant, user) + SUMS));
  }

  @Override
  public boolean fold(FeedbackReceived feedback) {
    String prefix = ViewKey.taste(feedback.tenant(), feedback.user());
    long received = feedback.receivedAt().toEpochMilli();
    String until = redis.hash(prefix + FORGOTTEN).get(UNTIL);
    if (until != null && received <= Long.parseLong(until)) {
      return false;
    }
    List<String> words = new ArrayList<>(List.of(Long.toString(received)));
    for (TasteSite site : TasteSite.of(feedback)) {
      words.add(TasteHash.field(feedback.scene(), site.attribute()));
      words.add(Integer.toString(site.weight()));
      words.add(Long.toString(site.shift()));
    }
    Map<String, String> verdicts = redis.hash(prefix + VERDICTS);
    String known = verdicts.get(feedback.feedbackId());
    if (known != null && received <= Long.parseLong(known.split(" ", 2)[0])) {
      return false;
    }
    verdicts.put(feedback.feedbackId(), String.join(" ", words));
    if (known != null) {
      return false;
    }
    Map<String, String> sums = redis.hash(prefix + SUMS);
    for (int i = 1; i < words.size(); i += 3) {
      add(sums, words.get(i) + WEIGHT, Long.parseLong(words.get(i + 1)));
      add(sums, words.get(i) + SHIFT, Long.parseLong(words.get(i + 2)));
    }
    add(sums, COUNT, 1);
    return true;
  }

  private static long add(Map<String, String> sums, String field, long number) {
    long sum = Long.parseLong(sums.getOrDefault(field, "0")) + number;
    sums.put(field, Long.toString(sum));
    return sum;
  }

  @Override
  public void forget(String tenant, String user, Instant forgottenAt) {
    String prefix = ViewKey.taste(tenant, user);
    long until = forgottenAt.toEpochMilli();
    String before = redis.hash(prefix + FORGOTTEN).get(UNTIL);
    if (before != null && Long.parseLong(before) >= until) {
      return;
    }
    redis.hash(prefix + FORGOTTEN).put(UNTIL, Long.toString(until));
    Map<String, String> verdicts = redis.hash(prefix + VERDICTS);
    Map<String, String> sums = redis.hash(prefix + SUMS);
    for (Map.Entry<String, String> verdict : List.copyOf(verdicts.entrySet())) {
      String[] words = verdict.getValue().split(" ");
      if (Long.parseLong(words[0]) <= until) {
        verdicts.remove(verdict.getKey());
        takeBack(sums, words);
      }
    }
  }

  private static void takeBack(Map<String, String> sums, String[] words) {
    for (int i = 1; i < words.length; i += 3) {
      add(sums, words[i] + SHIFT, -Long.parseLong(words[i + 2]));
      if (add(sums, words[i] + WEIGHT, -Long.parseLong(words[i + 1])) == 0) {
        sums.remove(words[i] + WEIGHT);
        sums.remove(words[i] + SHIFT);
      }
    }
    if (add(sums, COUNT, -1) == 0) {
      sums.remove(COUNT);
    }
  }

  @Override
  public void wipe() {
    redis.remove(EVERY_KEY);
  }

  @Override
  public SortedMap<String, SortedMap<String, String>> dump() {
    SortedMap<String, SortedMap<String, String>> dump = new TreeMap<>();
    for (String key : redis.hashKeys(EVERY_KEY)) {
      dump.put(key, new TreeMap<>(redis.hash(key)));
    }
    return dump;
  }
}
