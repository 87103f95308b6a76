package io.tonework.storage.quota;

import io.tonework.contracts.Priority;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.redis.RedisScript;
import io.tonework.storage.redis.ViewKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The photos of each tenant that were taken in and are neither finished nor failed.
 *
 * <p>A photo is added before it is announced and taken away by the event that ends it, each by its
 * id, so repetition changes nothing. What a crash leaves behind goes after {@link #KEPT}. When
 * Redis was lost the count begins at what comes from then on: too low for a while, never too high.
 * Thread-safe; throws {@link io.tonework.storage.ViewsUnavailable} while Redis does not answer.
 */
public final class OpenPhotos {
  /** How long a photo counts whose end was never heard of. */
  static final Duration KEPT = Duration.ofDays(1);

  private static final RedisScript ADMIT = RedisScript.load(OpenPhotos.class, "admit-photo.lua");

  /** What became of a photo that wanted to count as open. */
  public enum Admission {
    /** It counts, with the priority that it asked for. */
    AS_ASKED,
    /** It counts as bulk: its tenant has enough interactive photos open. */
    AS_BULK,
    /** Its tenant has as many open as it may. */
    REFUSED
  }

  /**
   * How many a tenant may have open.
   *
   * @param most of both priorities
   * @param mostInteractive interactive ones
   */
  public record Most(int most, int mostInteractive) {
    /** No limit, for what must be counted and cannot be refused. */
    public static final Most UNLIMITED = new Most(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private final RedisConnection redis;

  /** Counts over that connection, which stays the caller's to close. */
  public OpenPhotos(RedisConnection redis) {
    this.redis = redis;
  }

  /** Counts a photo as open unless there are too many; one that is open already stays as it is. */
  public Admission admit(String tenant, String photoId, Priority asked, Most most, Instant now) {
    List<String> answer =
        Objects.requireNonNull(
                redis.call(
                    "count an open photo",
                    commands ->
                        ADMIT.rows(
                            commands,
                            keys(tenant),
                            photoId,
                            asked == Priority.INTERACTIVE ? "1" : "0",
                            Integer.toString(most.most()),
                            Integer.toString(most.mostInteractive()),
                            Long.toString(now.toEpochMilli()),
                            Long.toString(KEPT.toMillis()))))
            .stream()
            .map(Objects::requireNonNull)
            .toList();
    return Admission.valueOf(answer.getFirst());
  }

  /** The photo has come to its end, or was not taken in after all. */
  public void settle(String tenant, String photoId) {
    redis.call(
        "settle photo " + photoId,
        commands -> {
          keys(tenant).forEach(key -> commands.zrem(key, photoId));
          return true;
        });
  }

  /** How many photos of that tenant are open. */
  public long count(String tenant) {
    return redis.call("count open photos", commands -> commands.zcard(keys(tenant).getFirst()));
  }

  private static List<String> keys(String tenant) {
    String prefix = "quota:{" + ViewKey.part(tenant) + "}:";
    return List.of(prefix + "open", prefix + "interactive");
  }
}
