package io.tonework.imaging.file.metadata;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A metadata block as it goes into a finished picture.
 *
 * @param block its bytes; null if nothing of it goes along
 * @param dropped what was left out of it since it cannot be made true, by name
 */
@SuppressWarnings("ArrayRecordComponent") // carried from file to file, never compared
public record Carried(byte @Nullable [] block, List<String> dropped) {
  /** Copies the list. */
  public Carried {
    dropped = List.copyOf(dropped);
  }

  /** A block that goes along whole. */
  static Carried whole(byte[] block) {
    return new Carried(block, List.of());
  }
}
