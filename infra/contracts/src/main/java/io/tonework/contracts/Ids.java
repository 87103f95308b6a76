package io.tonework.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Derived ids: the same facts give the same id, so work that is done twice lands in one place.
 *
 * <p>130 bits of SHA-256 over the length-prefixed parts, as 26 characters a-z and 2-7 (RFC 4648
 * base32).
 */
public final class Ids {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int LENGTH = 26;

  private Ids() {}

  /** The photo that an object is: one id however often the object is announced. */
  public static String photoId(String tenant, SourceObject source) {
    return derive("photo", tenant, source.bucket(), source.key(), source.etag());
  }

  /** The photo of a request that carried an idempotency key. */
  public static String photoIdOfRequest(String tenant, String idempotencyKey, int indexInBatch) {
    return derive("request", tenant, idempotencyKey, Integer.toString(indexInBatch));
  }

  /**
   * The plan of a photo: source, request, bundle and whatever else shifts it decide it.
   *
   * @param requestJson the request in its canonical JSON form
   * @param facts everything that shifts the plan beside the others
   */
  public static String planId(
      PhotoUploaded photo, String requestJson, BundleRef bundle, VersionedFacts facts) {
    List<String> parts = new ArrayList<>();
    parts.add("plan");
    parts.add(photo.tenant());
    parts.add(photo.photoId());
    parts.add(photo.source().etag());
    parts.add(requestJson);
    parts.add(bundle.digest());
    parts.addAll(facts.parts());
    return derive(parts.toArray(String[]::new));
  }

  /** The feedback that a user gave on a plan: the same content sent twice is one feedback. */
  public static String feedbackId(String tenant, String user, String planId, String contentJson) {
    return derive("feedback", tenant, user, planId, contentJson);
  }

  /** The webhook that tells of an event. */
  public static String webhookId(Event event) {
    return "msg_" + derive("webhook", event.tenant(), event.type().ceType(), event.eventId());
  }

  /** What the record keys of a user's feedback begin with: {@code tenant/user}. */
  public static String userKey(String tenant, String user) {
    return tenant + "/" + user;
  }

  /** 26 characters that are the same for the same parts and differ for others. */
  public static String derive(String... parts) {
    MessageDigest digest = Sha256.digest();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return base32(digest.digest());
  }

  private static String base32(byte[] hash) {
    StringBuilder id = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      int bit = i * 5;
      int pair = (hash[bit / 8] & 0xff) << 8 | (hash[bit / 8 + 1] & 0xff);
      id.append(ALPHABET.charAt(pair >> (11 - bit % 8) & 31));
    }
    return id.toString().toLowerCase(Locale.ROOT);
  }
}
