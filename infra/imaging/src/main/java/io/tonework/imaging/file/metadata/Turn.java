package io.tonework.imaging.file.metadata;

import org.jspecify.annotations.Nullable;

/**
 * How a finished picture stands against the one that is stored in its original's file: what
 * metadata say of places in the picture, and of how it is to be turned, must follow.
 *
 * @param orientation by which the stored picture was turned, as EXIF counts, 1..8; 1 if it was not
 * @param known false if it was turned in a way that cannot be told: places are void then
 * @param upright whether whatever the metadata say of orientation is void: the picture stands as it
 *     is to be shown. False where nothing was turned, so that a viewer that turns the original by
 *     some tag, right or wrong, finds that tag again
 * @param width pixels of the finished picture
 * @param height pixels of the finished picture
 */
public record Turn(int orientation, boolean known, boolean upright, int width, int height) {
  /** Checks the range of the orientation. */
  public Turn {
    if (orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException("orientation must be from 1 to 8, not " + orientation);
    }
  }

  /** A picture that was turned by the orientation that its header tells, if by any. */
  public static Turn by(int orientation, int width, int height) {
    return new Turn(orientation, true, orientation != 1, width, height);
  }

  /** A picture that its decoder has turned, whatever its metadata say. */
  public static Turn byDecoder(int orientation, int width, int height) {
    return new Turn(orientation, true, true, width, height);
  }

  /** Whether places in the picture are where they were. */
  public boolean keepsPlaces() {
    return orientation == 1 && known;
  }

  /** Whether what was across is now down. */
  public boolean swapsSides() {
    return orientation >= 5;
  }

  /** Pixels across of the picture as it is stored in the original. */
  int storedWidth() {
    return swapsSides() ? height : width;
  }

  /** Pixels down of the picture as it is stored in the original. */
  int storedHeight() {
    return swapsSides() ? width : height;
  }

  /**
   * Where a subject is in the finished picture: a point, a circle or a rectangle, by its centre,
   * with its size behind.
   *
   * @param stored two to four numbers of pixels, in the stored picture
   * @return as many; null if they are another number or lie outside of the picture
   */
  long @Nullable [] moved(long[] stored) {
    if (stored.length < 2
        || stored.length > 4
        || stored[0] < 0
        || stored[1] < 0
        || stored[0] >= storedWidth()
        || stored[1] >= storedHeight()) {
      return null;
    }
    long[] moved = stored.clone();
    moved[0] = mirrorsX() ? storedWidth() - 1 - stored[0] : stored[0];
    moved[1] = mirrorsY() ? storedHeight() - 1 - stored[1] : stored[1];
    for (int pair = 0; pair + 1 < moved.length && swapsSides(); pair += 2) {
      long kept = moved[pair];
      moved[pair] = moved[pair + 1];
      moved[pair + 1] = kept;
    }
    return moved;
  }

  /** Whether distances from the left become distances from the far side. */
  boolean mirrorsX() {
    return orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  }

  /** Whether distances from the top become distances from the far side. */
  boolean mirrorsY() {
    return orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  }
}
