package io.tonework.imaging.codec;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.format.Incomplete;
import io.tonework.imaging.file.format.PictureDamage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a photo so that nothing that is missing of it goes unsaid: strictly first, and once more
 * where a decoder complained without reason, or where the limits let incomplete photos be rendered.
 */
public final class StrictFirst {
  /** What is said of a file without its end. */
  static final String NO_END = "the end of the file is missing; the picture is whole";

  private StrictFirst() {}

  /** How a decoder is to take complaints. */
  public enum Strictness {
    /** Every complaint about the pixels ends the work, also one that may be about padding. */
    EVERY_COMPLAINT,

    /** What makes decoding impossible ends the work. */
    ERRORS,

    /** Nothing does, as long as there is a picture. */
    NOTHING
  }

  /**
   * One way to decode the photo.
   *
   * @param bytes what the decoder is given
   * @param strictness what ends the work
   * @param warnings what is to be said of the photo
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Attempt(byte[] bytes, Strictness strictness, List<String> warnings) {
    /** Copies the list. */
    public Attempt {
      warnings = List.copyOf(warnings);
    }
  }

  /** What is made of a decoded photo. */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Decodes.
     *
     * @throws CorruptImage if the pixels cannot be decoded with that strictness
     */
    T decode(Attempt attempt);
  }

  /**
   * Does the work on the photo.
   *
   * @throws CorruptImage if a part of the photo is missing and the limits refuse it, or if it
   *     cannot be decoded at all
   */
  public static <T> T decode(PictureFile file, ImageLimits limits, Work<T> work) {
    byte[] bytes = file.decodable();
    // a decoder that is given an end may be content with less than the whole, or need no more
    Optional<PictureDamage> damage = file.isDoubtful() ? file.damage() : Optional.empty();
    @Nullable CorruptImage complaint = null;
    if (damage.isEmpty()) {
      List<String> warnings = file.isEndMissing() ? List.of(NO_END) : List.of();
      try {
        return work.decode(new Attempt(bytes, Strictness.EVERY_COMPLAINT, warnings));
      } catch (CorruptImage e) {
        complaint = e;
        damage = file.damage();
        if (damage.isEmpty() && file.format() != ImageFormat.JPEG) {
          throw e; // there the decoder's word is all there is
        }
      }
      if (damage.isEmpty()) {
        return work.decode(new Attempt(bytes, Strictness.ERRORS, warnings));
      }
    }
    PictureDamage found = damage.get();
    Optional<byte[]> mended =
        limits.incomplete() == Incomplete.RENDER && found.isWorthRendering()
            ? file.mended()
            : Optional.empty();
    if (mended.isEmpty()) {
      throw refusal(found, limits, complaint);
    }
    String warning = "the photo is incomplete: " + found.text();
    return work.decode(new Attempt(mended.get(), Strictness.NOTHING, List.of(warning)));
  }

  private static CorruptImage refusal(
      PictureDamage damage, ImageLimits limits, @Nullable CorruptImage complaint) {
    String message = "the picture cannot be decoded to its end: " + damage.text();
    String remedy =
        limits.incomplete() == Incomplete.REFUSE && damage.isWorthRendering()
            ? "; whoever runs this can have such photos rendered as far as they go"
                + " (incomplete=render)"
            : "";
    return complaint == null
        ? new CorruptImage(message + remedy)
        : new CorruptImage(message + remedy, complaint);
  }
}
