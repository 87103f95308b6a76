package io.tonework.planner.request;

/**
 * A wish as it was read.
 *
 * @param claim what must become true of the pixels, as grammars spell it: {@code lightness:up}
 * @param strength 1 is plain, {@link #LITTLE} "a little", {@link #MUCH} "a lot"
 */
public record ReadWish(String claim, double strength) {
  /** The strength of "a little". */
  public static final double LITTLE = 0.5;

  /** The strength of "a lot". */
  public static final double MUCH = 1.8;

  /** What the wish is about: the claim without its direction. */
  public String subject() {
    return subject(claim);
  }

  /** What a claim is about. */
  public static String subject(String claim) {
    return claim.substring(0, claim.indexOf(':'));
  }

  static ReadWish of(String subject, int way, double strength) {
    return new ReadWish(subject + (way > 0 ? ":up" : ":down"), strength);
  }
}
