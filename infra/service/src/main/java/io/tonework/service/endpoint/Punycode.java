package io.tonework.service.endpoint;

/** Tells whether a label of an internationalised name can be decoded (RFC 3492, section 6.2). */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE = 128;

  private Punycode() {}

  /**
   * True when this stands for at least one character outside ASCII.
   *
   * @param encoded lower-case letters, digits and hyphens, without {@code xn--}; at most 59
   */
  static boolean isValid(String encoded) {
    int at = encoded.lastIndexOf('-') + 1;
    int length = Math.max(0, at - 1);
    long code = FIRST_CODE;
    long i = 0;
    int bias = FIRST_BIAS;
    if (at >= encoded.length()) {
      return false;
    }
    while (at < encoded.length()) {
      long before = i;
      long weight = 1;
      for (int k = BASE; ; k += BASE) {
        if (at >= encoded.length()) {
          return false;
        }
        int digit = digit(encoded.charAt(at++));
        i += digit * weight;
        int threshold = Math.clamp(k - bias, T_MIN, T_MAX);
        if (digit < 0 || i > Integer.MAX_VALUE) {
          return false;
        }
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
      }
      length++;
      bias = adapt(i - before, length, before == 0);
      code += i / length;
      i = i % length + 1;
      if (code > Character.MAX_CODE_POINT || isSurrogate(code)) {
        return false;
      }
    }
    return true;
  }

  private static int digit(char c) {
    if (c >= 'a' && c <= 'z') {
      return c - 'a';
    }
    return c >= '0' && c <= '9' ? c - '0' + 26 : -1;
  }

  private static boolean isSurrogate(long code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  private static int adapt(long delta, int length, boolean first) {
    long rest = first ? delta / DAMP : delta / 2;
    rest += rest / length;
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return (int) (k + (BASE - T_MIN + 1) * rest / (rest + SKEW));
  }
}
