package io.tonework.benchmarks.processes;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.Topics;
import io.tonework.embedded.EmbeddedStack;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.s3.S3Effort;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.s3.S3Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the accepted photos, by the topics, the store and the customer's endpoint.
 *
 * @param faults what must not be, one line each
 * @param planned how many plans there are
 * @param retouched how many photos are finished
 * @param failed how many photos were given up
 * @param repeated events that came again, each the same as the first
 */
record Reckoning(List<String> faults, int planned, int retouched, int failed, int repeated) {
  private static final long LARGEST = 64L << 20;

  static Reckoning of(Killable line, Customer customer) throws IOException {
    Map<String, Set<String>> plans = new HashMap<>();
    Map<String, Set<String>> outputs = new HashMap<>();
    Map<String, ObjectId> objects = new HashMap<>();
    Map<String, Set<String>> ends = new HashMap<>();
    int[] repeated = {0};
    TopicReader reader = new TopicReader(line.kafka());
    for (String lane : List.of(Topics.RETOUCH_PLANNED, Topics.RETOUCH_PLANNED_BATCH)) {
      long _ =
          reader.forEach(
              lane,
              it -> {
                RetouchPlanned planned = it.event(RetouchPlanned.class);
                add(plans, planned.photoId(), planned.planId(), repeated);
              });
    }
    long _ =
        reader.forEach(
            Topics.PHOTO_RETOUCHED,
            it -> {
              PhotoRetouched done = it.event(PhotoRetouched.class);
              add(outputs, done.planId(), done.result().sha256(), repeated);
              add(ends, done.photoId(), "retouched", new int[1]);
              objects.put(done.planId(), done.result().object());
            });
    long _ =
        reader.forEach(
            Topics.PHOTO_FAILED,
            it -> {
              PhotoFailed failed = it.event(PhotoFailed.class);
              add(ends, failed.photoId(), "failed " + failed.failure().code(), repeated);
            });
    List<String> faults = new ArrayList<>();
    for (String photo : customer.accepted()) {
      Set<String> end = ends.getOrDefault(photo, Set.of());
      if (end.size() != 1) {
        faults.add("photo " + photo + " ended " + end.size() + " times: " + end);
      }
      Set<String> told = customer.webhookIds().getOrDefault(photo, Set.of());
      if (told.size() != 1) {
        faults.add("photo " + photo + " has the webhooks " + told);
      }
    }
    plans.forEach((photo, ids) -> {
      if (ids.size() != 1) {
        faults.add("photo " + photo + " has the plans " + ids);
      }
    });
    faults.addAll(outputFaults(line, outputs, objects));
    int failed = (int) ends.values().stream().filter(it -> !it.contains("retouched")).count();
    return new Reckoning(faults, plans.size(), outputs.size(), failed, repeated[0]);
  }

  private static List<String> outputFaults(
      Killable line, Map<String, Set<String>> outputs, Map<String, ObjectId> objects)
      throws IOException {
    List<String> faults = new ArrayList<>();
    try (ObjectStore store = store(line)) {
      outputs.forEach((plan, digests) -> {
        ObjectId object = objects.get(plan);
        String stored = object == null ? "absent" : Sha256.of(store.get(object, LARGEST));
        if (!digests.equals(Set.of(stored))) {
          faults.add("plan " + plan + " has the outputs " + digests + ", stored is " + stored);
        }
      });
    }
    return faults;
  }

  private static ObjectStore store(Killable line) throws IOException {
    return S3ObjectStore.connect(
        new S3Settings(
            line.s3(),
            "us-east-1",
            EmbeddedStack.S3_ACCESS_KEY,
            line.s3SecretKey(),
            true,
            "tonework",
            null,
            S3Effort.DEFAULT));
  }

  private static void add(Map<String, Set<String>> sets, String key, String value, int[] repeated) {
    if (!sets.computeIfAbsent(key, _ -> new HashSet<>()).add(value)) {
      repeated[0]++;
    }
  }
}
