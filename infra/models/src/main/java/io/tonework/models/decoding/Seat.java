package io.tonework.models.decoding;

import java.util.BitSet;
import java.util.List;

/**
 * A row of one cache that is copied into another.
 *
 * @param cache where it is now
 * @param row its number there
 * @param valid which positions are no padding
 */
record Seat(KvCache cache, int row, BitSet valid) {
  int length() {
    return valid.cardinality();
  }

  /** The positions of the longest of the rows. */
  static int longest(List<Seat> seats) {
    return seats.stream().mapToInt(Seat::length).max().orElse(0);
  }
}
