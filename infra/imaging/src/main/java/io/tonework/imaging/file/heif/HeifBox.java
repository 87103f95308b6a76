package io.tonework.imaging.file.heif;

import io.tonework.imaging.file.metadata.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * One box of the ISO base media file format (ISO/IEC 14496-12, 4.2).
 *
 * @param type four characters
 * @param start where its header begins
 * @param content where its content begins
 * @param end the first byte after it
 */
public record HeifBox(String type, int start, int content, int end) {
  /** The boxes one after the other in a range of the file, up to the first that does not fit. */
  public static List<HeifBox> in(Bytes bytes, long from, long to) {
    List<HeifBox> boxes = new ArrayList<>();
    long at = from;
    while (at + 8 <= to) {
      Bytes.requireFew(boxes.size());
      long size = bytes.u32(at);
      long content = at + 8;
      if (size == 1) {
        size = bytes.u64(at + 8);
        content = at + 16;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < content - at || size > to - at) {
        break; // cut short: the decoder says so
      }
      boxes.add(new HeifBox(bytes.text(at + 4, 4), (int) at, (int) content, (int) (at + size)));
      at += size;
    }
    return boxes;
  }

  /** The boxes inside this one, after so many bytes of its own. */
  List<HeifBox> children(Bytes bytes, int skip) {
    return in(bytes, Math.min(end, (long) content + skip), end);
  }

  int length() {
    return end - start;
  }
}
