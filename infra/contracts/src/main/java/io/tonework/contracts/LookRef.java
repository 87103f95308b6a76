package io.tonework.contracts;

/**
 * A look from a {@code .cube} file, laid over the plan's own colours. The digest names the bytes:
 * they lie under {@link ObjectKeys#look}, and whoever reads them holds them against it.
 *
 * @param sha256 digest of the file, lower-case hex
 * @param strength 0 leaves the plan's colours alone, 1 is the look itself
 */
public record LookRef(String sha256, double strength) {
  /** Checks both. */
  public LookRef {
    // an absent digest is told by its path when the record around it is read
    if (sha256 != null && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "the digest of a look must be 64 lower-case hex digits, not '" + sha256 + "'");
    }
    if (!(strength >= 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "the strength of a look must be from 0 to 1, not " + strength);
    }
  }
}
