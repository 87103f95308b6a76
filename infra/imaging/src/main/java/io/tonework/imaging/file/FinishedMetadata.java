package io.tonework.imaging.file;

import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.Turn;
import java.util.List;

/**
 * The metadata of a finished picture, and what is to be known to put them into its file.
 *
 * @param blocks as they are to be written
 * @param turn how the picture stands against that of its original
 * @param withoutPosition whether nothing that can hold a position may be written
 * @param dropped what was left out of the blocks, by name
 */
public record FinishedMetadata(
    Metadata blocks, Turn turn, boolean withoutPosition, List<String> dropped) {
  /** Copies the list. */
  public FinishedMetadata {
    dropped = List.copyOf(dropped);
  }
}
