package io.tonework.storage.redis;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of Redis keys: parts that customers choose cannot run into each other. */
public final class ViewKey {
  private ViewKey() {}

  /** The hash of a photo, and the channel of its changes. */
  public static String photo(String tenant, String photoId) {
    return "photo:" + part(tenant) + ":" + part(photoId);
  }

  /** The prefix of a user's keys; the braces keep them in one slot of a cluster. */
  public static String taste(String tenant, String user) {
    return "taste:{" + part(tenant) + "/" + part(user) + "}:";
  }

  /** A text without spaces, colons, slashes, braces or number signs. */
  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
