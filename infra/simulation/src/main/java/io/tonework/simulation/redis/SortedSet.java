package io.tonework.simulation.redis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sorted set of Redis: members by score, those of one score by their bytes. Not thread-safe. */
final class SortedSet {
  private static final Comparator<Map.Entry<String, Long>> ORDER =
      Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey());

  private final Map<String, Long> scores = new HashMap<>();

  void add(String member, long score) {
    scores.put(member, score);
  }

  void addNew(String member, long score) {
    scores.putIfAbsent(member, score);
  }

  void remove(String member) {
    scores.remove(member);
  }

  int size() {
    return scores.size();
  }

  /** The member of the lowest score. */
  Optional<Map.Entry<String, Long>> first() {
    return scores.entrySet().stream().min(ORDER);
  }

  /** All members in order. */
  List<String> all() {
    return scores.entrySet().stream().sorted(ORDER).map(Map.Entry::getKey).toList();
  }

  /** The members of at most that score, the lowest first, no more than so many. */
  List<String> upTo(long score, int limit) {
    return scores.entrySet().stream()
        .filter(entry -> entry.getValue() <= score)
        .sorted(ORDER)
        .limit(limit)
        .map(Map.Entry::getKey)
        .toList();
  }

  SortedSet copy() {
    SortedSet copy = new SortedSet();
    copy.scores.putAll(scores);
    return copy;
  }
}
