package io.tonework.messaging.queue;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The finished offsets beyond a committed one, as text that fits into the metadata of the commit:
 * {@code v1:} and base64url of (gap, length) pairs of runs as variable-length integers.
 */
public final class OffsetRuns {
  private static final String PREFIX = "v1:";

  /** Brokers accept 4,096 bytes by default ({@code offset.metadata.max.bytes}). */
  private static final int MAX_BINARY_BYTES = 3_000;

  private static final int MAX_OFFSETS = 1 << 20;

  private OffsetRuns() {}

  /**
   * Writes offsets down; those that do not fit are left out, which costs a second handling after a
   * crash and nothing else.
   *
   * @param base the committed offset
   * @param offsets ascending, all above base
   */
  static String encode(long base, Collection<Long> offsets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long runEnd = base;
    for (Run run : runs(offsets)) {
      ByteArrayOutputStream pair = new ByteArrayOutputStream();
      writeVarint(pair, run.first() - runEnd);
      writeVarint(pair, run.length());
      if (out.size() + pair.size() > MAX_BINARY_BYTES) {
        break;
      }
      out.writeBytes(pair.toByteArray());
      runEnd = run.first() + run.length();
    }
    return out.size() == 0
        ? ""
        : PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
  }

  /** The offsets of that text; none when it is not ours, since they only spare work. */
  public static Set<Long> decode(long base, String metadata) {
    if (!metadata.startsWith(PREFIX)) {
      return Set.of();
    }
    try {
      ByteBuffer in =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata.substring(PREFIX.length())));
      Set<Long> offsets = new TreeSet<>();
      long next = base;
      while (in.hasRemaining()) {
        next += readVarint(in);
        long length = readVarint(in);
        if (length > MAX_OFFSETS - offsets.size()) {
          return Set.of();
        }
        for (long i = 0; i < length; i++) {
          offsets.add(next++);
        }
      }
      return offsets;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Set.of();
    }
  }

  private static List<Run> runs(Collection<Long> offsets) {
    List<Run> runs = new ArrayList<>();
    for (long offset : offsets) {
      Run last = runs.isEmpty() ? null : runs.getLast();
      if (last != null && last.first() + last.length() == offset) {
        runs.set(runs.size() - 1, new Run(last.first(), last.length() + 1));
      } else {
        runs.add(new Run(offset, 1));
      }
    }
    return runs;
  }

  private static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long readVarint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7fL) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than 64 bits");
  }

  private record Run(long first, long length) {}
}
