package io.tonework.simulation.check;

import io.tonework.contracts.Event;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.UserForgotten;
import io.tonework.taste.TasteSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tastes that follow from the feedback topic, computed at once and in no order: a verdict
 * counts once, however often it was given, unless its last time was before the user was forgotten.
 */
final class TasteFold {
  private static final String SUMS = "sums";

  private TasteFold() {}

  /** Where the sums of a store differ from those of the topic. */
  static List<String> differences(
      List<Event> topic, SortedMap<String, SortedMap<String, String>> store) {
    Map<String, SortedMap<String, String>> kept = new TreeMap<>();
    store.forEach((key, hash) -> {
      if (key.endsWith(SUMS) && !hash.isEmpty()) {
        kept.put(key, hash);
      }
    });
    Map<String, SortedMap<String, String>> wanted = sums(topic);
    List<String> differences = new ArrayList<>();
    wanted.forEach((key, sums) -> {
      if (!sums.equals(kept.get(key))) {
        differences.add("taste " + key + " is " + kept.get(key) + " and should be " + sums);
      }
    });
    kept.keySet()
        .forEach(key -> {
          if (!wanted.containsKey(key)) {
            differences.add("taste " + key + " is " + kept.get(key) + " and should not be");
          }
        });
    return differences;
  }

  private static Map<String, SortedMap<String, String>> sums(List<Event> topic) {
    Map<String, FeedbackReceived> last = new HashMap<>();
    Map<String, Instant> forgotten = new HashMap<>();
    for (Event event : topic) {
      switch (event) {
        case FeedbackReceived it ->
            last.merge(
                it.feedbackId(),
                it,
                (one, other) -> one.receivedAt().isBefore(other.receivedAt()) ? other : one);
        case UserForgotten it ->
            forgotten.merge(
                key(it.tenant(), it.user()),
                it.forgottenAt(),
                (one, other) -> one.isBefore(other) ? other : one);
        default -> {}
      }
    }
    Map<String, SortedMap<String, Long>> sums = new TreeMap<>();
    for (FeedbackReceived it : last.values()) {
      String key = key(it.tenant(), it.user());
      if (it.receivedAt().isAfter(forgotten.getOrDefault(key, Instant.MIN))) {
        add(sums.computeIfAbsent(key, _ -> new TreeMap<>()), it);
      }
    }
    Map<String, SortedMap<String, String>> text = new TreeMap<>();
    sums.forEach((key, numbers) -> {
      SortedMap<String, String> hash = new TreeMap<>();
      numbers.forEach((field, number) -> hash.put(field, Long.toString(number)));
      text.put(key, hash);
    });
    return text;
  }

  private static void add(Map<String, Long> sums, FeedbackReceived it) {
    for (TasteSite site : TasteSite.of(it)) {
      String field = site.attribute().name() + "@" + encoded(it.scene());
      sums.merge(field + "#weight", (long) site.weight(), Long::sum);
      sums.merge(field + "#shift", site.shift(), Long::sum);
    }
    sums.merge("#verdicts", 1L, Long::sum);
  }

  private static String key(String tenant, String user) {
    return "taste:{" + encoded(tenant) + "/" + encoded(user) + "}:" + SUMS;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
