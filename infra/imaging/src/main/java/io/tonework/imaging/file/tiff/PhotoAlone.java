package io.tonework.imaging.file.tiff;

import io.tonework.imaging.file.metadata.Bytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a TIFF file of several pictures one of the photo alone. Nothing of the file is moved: a
 * copy of the photo's directory is appended, with what the first directory says of the photo, and
 * the file begins with it.
 */
final class PhotoAlone {
  private PhotoAlone() {}

  static byte[] of(Bytes bytes, TiffDirectories directories) {
    boolean big = TiffEntry.isBig(bytes);
    List<byte[]> entries = new ArrayList<>();
    Set<Integer> tags = new HashSet<>(Set.of(TiffDirectory.SUB_IFDS, TiffHeader.SUBFILE_TYPE));
    for (TiffDirectory from : List.of(directories.photo(), directories.first())) {
      long at = from.at() + (big ? 8 : 2);
      int size = big ? 20 : 12;
      for (int i = 0; i < from.count(); i++, at += size) {
        int tag = bytes.u16(at);
        boolean wanted = from.equals(directories.photo()) || TiffHeader.DESCRIPTIVE.contains(tag);
        if (wanted && tags.add(tag)) {
          entries.add(bytes.slice(at, at + size));
        }
      }
    }
    ByteOrder order = bytes.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    entries.sort(
        Comparator.comparingInt(entry -> ByteBuffer.wrap(entry).order(order).getShort(0) & 0xFFFF));
    int at = bytes.length() + (bytes.length() & 1);
    int size = (big ? 16 : 6) + entries.size() * (big ? 20 : 12);
    byte[] file = Arrays.copyOf(bytes.array(), Math.addExact(at, size));
    ByteBuffer out = ByteBuffer.wrap(file).order(order).position(at);
    var _ = big ? out.putLong(entries.size()) : out.putShort((short) entries.size());
    entries.forEach(out::put);
    var _ = big ? out.putLong(8, at) : out.putInt(4, at);
    return file;
  }
}
