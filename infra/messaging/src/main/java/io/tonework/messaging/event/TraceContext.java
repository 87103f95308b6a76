package io.tonework.messaging.event;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The trace that an event belongs to, as W3C Trace Context's {@code traceparent}: it begins where a
 * photo comes in and travels to the webhook. Immutable.
 *
 * @param traceparent {@code 00-<32 hex trace id>-<16 hex span id>-<2 hex flags>}
 */
public record TraceContext(String traceparent) {
  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException when it is no version 00 {@code traceparent}
   */
  public TraceContext {
    if (!FORM.matcher(traceparent).matches()) {
      throw new IllegalArgumentException("'" + traceparent + "' is no W3C traceparent");
    }
  }

  /** A new trace, sampled. */
  public static TraceContext fresh() {
    return new TraceContext("00-" + randomHex(16) + "-" + randomHex(8) + "-01");
  }

  /** The trace of a header from outside, if it holds one; strangers' mistakes are no failure. */
  public static Optional<TraceContext> parse(String traceparent) {
    return FORM.matcher(traceparent).matches()
        ? Optional.of(new TraceContext(traceparent))
        : Optional.empty();
  }

  /** The same trace with a span of its own. */
  public TraceContext child() {
    return new TraceContext(
        "00-" + traceId() + "-" + randomHex(8) + "-" + traceparent.substring(53));
  }

  /** 32 hex digits, the same from upload to webhook. */
  public String traceId() {
    return traceparent.substring(3, 35);
  }

  /** 16 hex digits of this step. */
  public String spanId() {
    return traceparent.substring(36, 52);
  }

  private static String randomHex(int lengthBytes) {
    byte[] bytes = new byte[lengthBytes];
    do {
      RANDOM.nextBytes(bytes);
    } while (isZero(bytes));
    return HexFormat.of().formatHex(bytes);
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
