package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;

/**
 * The three control latents of a plan: light, global colour, specific colour, in that order.
 *
 * <p>In JSON {@code {"size": d, "data": "<base64>"}} with 3 x d little-endian float32. Immutable.
 */
public final class Latents {
  private final int size;
  private final float[] values;

  private Latents(int size, float[] values) {
    this.size = size;
    this.values = values;
  }

  /**
   * Latents of a bundle.
   *
   * @param size d, the length of one latent
   * @param values 3 x d values, row by row; copied
   */
  public static Latents of(int size, float[] values) {
    if (size <= 0 || values.length != 3 * size) {
      throw new IllegalArgumentException(
          "3 x " + size + " latent values expected, got " + values.length);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("latents must be finite, found " + value);
      }
    }
    return new Latents(size, values.clone());
  }

  @JsonCreator
  static Latents fromJson(@JsonProperty("size") int size, @JsonProperty("data") String data) {
    byte[] bytes = Base64.getDecoder().decode(data);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return of(size, values);
  }

  /** d, the length of one latent. */
  @JsonProperty("size")
  public int size() {
    return size;
  }

  /** Base64 of 3 x d little-endian float32. */
  @JsonProperty("data")
  public String data() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** A copy of the 3 x d values, row by row. */
  public float[] toArray() {
    return values.clone();
  }

  /** True when the group's latent is all zero, that is, masked: the group does nothing. */
  public boolean isMasked(SliderGroup group) {
    for (int i = 0; i < size; i++) {
      if (values[group.ordinal() * size + i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Latents that && size == that.size && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
