package io.tonework.imaging.file.jpeg;

import io.tonework.imaging.file.jpeg.JpegHeader.Segment;
import io.tonework.imaging.file.metadata.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The colour profile of a JPEG file, put together from its segments (ICC.1:2022, B.4): in the order
 * of their numbers, wherever they stand. A part that comes twice counts once.
 *
 * @param bytes the profile; none if it is not there as a whole; null if there is no part of it
 * @param isPlain whether it stands in the file as every decoder reads it: whole, in order, each
 *     part once and not empty
 */
@SuppressWarnings("ArrayRecordComponent") // carried on, never compared
record JpegProfile(byte @Nullable [] bytes, boolean isPlain) {
  /** No bytes: whoever parses them finds no profile, and says that the file's is broken. */
  private static final byte[] INCOMPLETE = {};

  /** Some decoders give up after a hundred; a profile of a megabyte has 17. */
  private static final int MANY_PARTS = 64;

  private static final int HEAD = JpegHeader.ICC.length() + 2;

  static JpegProfile of(Bytes file, List<Segment> all) {
    List<Segment> segments =
        all.stream()
            .filter(s -> s.marker() == JpegHeader.APP2 && file.has(s.offset(), JpegHeader.ICC))
            .filter(s -> s.length() >= HEAD)
            .toList();
    if (segments.stream().allMatch(segment -> segment.length() == HEAD)) {
      return new JpegProfile(null, true);
    }
    Map<Integer, Segment> parts = new TreeMap<>();
    boolean plain = segments.size() <= MANY_PARTS;
    for (Segment segment : segments) {
      int number = file.u8(segment.offset() + HEAD - 2L);
      int count = file.u8(segment.offset() + HEAD - 1L);
      plain &= number == parts.size() + 1 && count == segments.size() && segment.length() > HEAD;
      parts.putIfAbsent(number, segment);
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Segment part : parts.values()) {
      joined.write(file.array(), part.offset() + HEAD, part.length() - HEAD);
    }
    byte[] profile = joined.toByteArray();
    return isWhole(file, parts, profile)
        ? new JpegProfile(profile, plain)
        : new JpegProfile(INCOMPLETE, false);
  }

  /**
   * Whether no part is missing: by their numbers, and by the size that the profile has of itself.
   */
  private static boolean isWhole(Bytes file, Map<Integer, Segment> parts, byte[] profile) {
    List<Integer> numbers = new ArrayList<>(parts.keySet());
    int first = numbers.getFirst();
    boolean gapless = first <= 1 && numbers.getLast() == first + numbers.size() - 1;
    Segment one = parts.values().iterator().next();
    int counted = file.u8(one.offset() + HEAD - 1L);
    boolean all = numbers.size() >= counted;
    long size = profile.length < 4 ? Long.MAX_VALUE : Bytes.bigEndian(profile).u32(0);
    return gapless && (all || size <= profile.length);
  }
}
