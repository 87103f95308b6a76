package io.tonework.simulation.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.SourceObject;
import io.tonework.storage.StorageException;
import io.tonework.storage.object.ObjectBody;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.PutOutcome;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Puts the same steps to the store in memory and to the real one: the answers are the same. */
@WithServers
class ObjectStoreContractIT {
  private static final int STEPS = 300;

  private final ObjectStore real;
  private final ObjectStore memory = new MemoryObjectStore(Clock.systemUTC(), (_, _) -> {});
  private final String prefix = "contract/" + Long.toString(System.nanoTime(), 36) + "/";

  ObjectStoreContractIT(TestServers servers) {
    real = S3ObjectStore.connect(servers.s3());
  }

  @Test
  void shouldAnswerAsTheRealOneWhateverIsAsked() {
    // Given
    Random random = new Random(4711);
    for (int step = 0; step < STEPS; step++) {
      Function<ObjectStore, Object> asked = step(random);
      // When
      Object wanted = answer(() -> asked.apply(real));
      Object given = answer(() -> asked.apply(memory));
      // Then
      assertThat(given).as("step %d", step).isEqualTo(wanted);
    }
  }

  private Function<ObjectStore, Object> step(Random random) {
    ObjectId id = new ObjectId(TestServers.BUCKET, prefix + "abcde".charAt(random.nextInt(5)));
    byte[] bytes = "bytes %d".formatted(random.nextInt(3)).getBytes(UTF_8);
    int number = random.nextInt(4);
    SourceObject source = memory.head(id).map(StoredObject::toSource).orElse(null);
    return switch (random.nextInt(9)) {
      case 0 -> store -> facts(store.put(id, bytes, "text/plain"));
      case 1, 2 ->
          store ->
              outcome(
                  store.putIfAbsent(
                      id, ObjectBody.of(bytes), "text/plain", Map.of("number", "" + number)));
      case 3 -> store -> store.head(id).map(ObjectStoreContractIT::facts);
      case 4 -> store -> new String(store.get(id, 5 + number), UTF_8);
      case 5 ->
          store ->
              source == null || number == 0
                  ? new String(
                      store.getExactly(new SourceObject(id.bucket(), id.key(), "none", 1), 99),
                      UTF_8)
                  : new String(store.getExactly(source, 99), UTF_8);
      case 6 -> store -> new String(store.range(id, number, 3), UTF_8);
      case 7 ->
          store -> {
            store.delete(id);
            return "deleted";
          };
      default -> store -> listed(store, number + 1);
    };
  }

  private List<String> listed(ObjectStore store, int page) {
    List<String> all = new ArrayList<>();
    String after = null;
    do {
      var listing = store.list(TestServers.BUCKET, prefix, after, page);
      listing.objects().forEach(it -> all.add(it.id().key() + it.etag() + it.sizeBytes()));
      after = listing.nextStartAfter();
      all.add("next");
    } while (after != null);
    return all;
  }

  private static String outcome(PutOutcome outcome) {
    return outcome.getClass().getSimpleName() + facts(outcome.object());
  }

  private static String facts(StoredObject it) {
    return it.id() + it.etag() + it.sizeBytes() + it.contentType() + it.metadata();
  }

  private static Object answer(Supplier<Object> asked) {
    try {
      return asked.get();
    } catch (StorageException e) {
      return e.getClass();
    }
  }
}
