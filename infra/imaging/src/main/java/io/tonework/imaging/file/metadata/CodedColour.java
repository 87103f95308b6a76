package io.tonework.imaging.file.metadata;

/**
 * What samples mean, as two numbers of ITU-T H.273: in the {@code nclx} boxes of HEIC and AVIF and
 * the {@code cICP} chunk of PNG.
 *
 * @param primaries 1 sRGB, 9 Rec. 2020, 12 Display P3...; 2 is "not said"
 * @param transfer 13 sRGB, 16 PQ, 18 HLG...; 2 is "not said"
 */
public record CodedColour(int primaries, int transfer) {
  /** "Not said", for both numbers. */
  public static final int UNSPECIFIED = 2;

  public static final int SRGB_PRIMARIES = 1;
  public static final int SRGB_TRANSFER = 13;

  /** Whether the light is coded as for high dynamic range, by PQ or HLG. */
  public boolean isHighDynamicRange() {
    return transfer == 16 || transfer == 18;
  }
}
