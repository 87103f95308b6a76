package io.tonework.imaging.odd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A TIFF or BigTIFF file of pictures of two halves, uncompressed in one strip of 8-bit samples,
 * with whatever tags. Pictures may follow each other, and hang below one another.
 */
final class OddTiff {
  private static final int SHORT = 3;
  private static final int LONG = 4;

  private final int width;
  private final int height;
  private final int[] left;
  private final int[] right;
  private final Map<Integer, int[]> tags = new TreeMap<>();
  private final List<OddTiff> below = new ArrayList<>();
  private final List<OddTiff> following = new ArrayList<>();
  private byte[] profile = {};

  /** One with as many samples as the colours have. */
  OddTiff(int width, int height, int[] left, int[] right) {
    this.width = width;
    this.height = height;
    this.left = left.clone();
    this.right = right.clone();
    int[] bits = new int[left.length];
    java.util.Arrays.fill(bits, 8);
    with(0x0100, width).with(0x0101, height).with(0x0102, bits).with(0x0103, 1);
    with(0x0106, left.length >= 3 ? 2 : 1).with(0x0115, left.length).with(0x0116, height);
    with(0x011C, 1);
  }

  /** The photo of the table. */
  static OddTiff photo() {
    return new OddTiff(OddFiles.WIDTH, OddFiles.HEIGHT, OddFiles.LEFT, OddFiles.RIGHT);
  }

  /** A copy of another colour, a quarter as wide and high. */
  static OddTiff small() {
    int[] green = {0, 255, 0};
    return new OddTiff(OddFiles.WIDTH / 4, OddFiles.HEIGHT / 4, green, green);
  }

  OddTiff with(int tag, int... values) {
    tags.put(tag, values.clone());
    return this;
  }

  OddTiff withProfile(byte[] icc) {
    profile = icc.clone();
    return this;
  }

  OddTiff below(OddTiff other) {
    below.add(other);
    return this;
  }

  OddTiff then(OddTiff other) {
    following.add(other);
    return this;
  }

  byte[] file(boolean littleEndian, boolean big) {
    ByteBuffer out =
        ByteBuffer.allocate(1 << 16)
            .order(littleEndian ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    out.put((littleEndian ? "II" : "MM").getBytes(ISO_8859_1)).putShort((short) (big ? 43 : 42));
    if (big) {
      out.putShort((short) 8).putShort((short) 0);
    }
    int link = out.position();
    offset(out, big, 0);
    List<OddTiff> chain = new ArrayList<>(List.of(this));
    chain.addAll(following);
    for (OddTiff each : chain) {
      int at = each.write(out, big);
      put(out, link, big, at);
      link = at + (big ? 8 : 2) + each.tagCount() * (big ? 20 : 12);
    }
    byte[] file = new byte[out.position()];
    out.get(0, file);
    return file;
  }

  private int tagCount() {
    return tags.size() + 2 + (below.isEmpty() ? 0 : 1) + (profile.length == 0 ? 0 : 1);
  }

  /** Pixels, pictures below, then the directory; says where it begins. */
  private int write(ByteBuffer out, boolean big) {
    int strip = out.position();
    for (int p = 0; p < width * height; p++) {
      for (int sample : p % width < width / 2 ? left : right) {
        out.put((byte) sample);
      }
    }
    int[] subs = below.stream().mapToInt(sub -> sub.write(out, big)).toArray();
    int icc = out.position();
    out.put(profile);
    out.position(out.position() + (out.position() & 1));
    Map<Integer, int[]> all = new TreeMap<>(tags);
    all.put(0x0111, new int[] {strip});
    all.put(0x0117, new int[] {width * height * left.length});
    if (subs.length > 0) {
      all.put(0x014A, subs);
    }
    if (profile.length > 0) {
      all.put(0x8773, new int[] {icc});
    }
    Map<Integer, Integer> places = new TreeMap<>();
    all.forEach((tag, values) -> {
      if (values.length > 1 && values.length * size(tag) > (big ? 8 : 4)) {
        places.put(tag, out.position());
        for (int value : values) {
          var _ = tag == 0x014A ? out.putInt(value) : out.putShort((short) value);
        }
      }
    });
    int at = out.position();
    var _ = big ? out.putLong(all.size()) : out.putShort((short) all.size());
    all.forEach((tag, values) -> entry(out, big, tag, values, places));
    offset(out, big, 0);
    return at;
  }

  private static int size(int tag) {
    return tag == 0x0111 || tag == 0x0117 || tag == 0x014A || tag == 0x00FE ? 4 : 2;
  }

  private void entry(
      ByteBuffer out, boolean big, int tag, int[] values, Map<Integer, Integer> places) {
    boolean wide = size(tag) == 4;
    boolean blob = tag == 0x8773;
    int count = blob ? profile.length : values.length;
    out.putShort((short) tag).putShort((short) (blob ? 7 : wide ? LONG : SHORT));
    var _ = big ? out.putLong(count) : out.putInt(count);
    int start = out.position();
    boolean inPlace = !places.containsKey(tag) && !blob;
    if (!inPlace) {
      offset(out, big, blob ? values[0] : places.getOrDefault(tag, 0));
    } else {
      for (int value : values) {
        var _ = wide ? out.putInt(value) : out.putShort((short) value);
      }
    }
    out.position(start + (big ? 8 : 4));
  }

  private static void offset(ByteBuffer out, boolean big, int value) {
    var _ = big ? out.putLong(value) : out.putInt(value);
  }

  private static void put(ByteBuffer out, int at, boolean big, int value) {
    var _ = big ? out.putLong(at, value) : out.putInt(at, value);
  }
}
