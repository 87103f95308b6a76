package io.tonework.feedback.webhook;

/**
 * The headers that Standard Webhooks asks for.
 *
 * @param id {@code webhook-id}: the same on every attempt, so that receivers can drop repeats
 * @param timestampSeconds {@code webhook-timestamp}: when this attempt was made, seconds since 1970
 * @param signature {@code webhook-signature}: {@code v1,<base64>}, several divided by spaces
 */
public record SignedHeaders(String id, long timestampSeconds, String signature) {
  public static final String ID = "webhook-id";
  public static final String TIMESTAMP = "webhook-timestamp";
  public static final String SIGNATURE = "webhook-signature";
}
