package io.tonework.imaging.matrix;

import static io.tonework.imaging.file.HandMade.box;
import static io.tonework.imaging.file.HandMade.joined;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts properties onto the picture of a HEIC or AVIF file that an encoder has written. */
final class Heif {
  private Heif() {}

  /** A box: its type and where its content begins and ends. */
  private record Box(String type, int start, int content, int end) {}

  private static List<Box> boxes(byte[] file, int from, int to) {
    List<Box> boxes = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(file);
    for (int at = from; at + 8 <= to; at += in.getInt(at)) {
      String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      boxes.add(new Box(type, at, at + 8, at + in.getInt(at)));
    }
    return boxes;
  }

  private static byte[] cut(byte[] file, int from, int to) {
    return Arrays.copyOfRange(file, from, to);
  }

  /** The file with a property of item 1, the last of its properties. */
  static byte[] with(byte[] file, byte[] property) {
    Box meta =
        boxes(file, 0, file.length).stream()
            .filter(box -> box.type.equals("meta"))
            .findFirst()
            .orElseThrow();
    // one more byte in the list of associations, and the property itself
    int grown = property.length + 1;
    List<byte[]> parts = new ArrayList<>();
    for (Box part : boxes(file, meta.content + 4, meta.end)) {
      parts.add(
          switch (part.type) {
            case "iprp" -> properties(file, part, property);
            case "iloc" -> moved(cut(file, part.start, part.end), meta.end, grown);
            default -> cut(file, part.start, part.end);
          });
    }
    byte[] changed =
        box(
            "meta",
            cut(file, meta.content, meta.content + 4),
            joined(parts.toArray(byte[][]::new)));
    return joined(cut(file, 0, meta.start), changed, cut(file, meta.end, file.length));
  }

  private static byte[] properties(byte[] file, Box iprp, byte[] property) {
    List<Box> parts = boxes(file, iprp.content, iprp.end);
    Box ipco = parts.get(0);
    Box ipma = parts.get(1);
    int index = 1 + boxes(file, ipco.content, ipco.end).size();
    byte[] list = cut(file, ipma.content, ipma.end);
    ByteBuffer in = ByteBuffer.wrap(list);
    boolean plain = in.getInt(0) == 0 && in.getInt(4) >= 1 && in.getShort(8) == 1;
    if (!plain) {
      throw new IllegalStateException("the encoder writes its properties in another way");
    }
    int end = 11 + list[10];
    list[10]++;
    byte[] associations =
        joined(cut(list, 0, end), new byte[] {(byte) (0x80 | index)}, cut(list, end, list.length));
    return box(
        "iprp",
        box("ipco", cut(file, ipco.content, ipco.end), property),
        box("ipma", associations));
  }

  /** Places of four bytes in the file, as this project's own writer and libheif write them. */
  private static byte[] moved(byte[] iloc, int from, int by) {
    ByteBuffer in = ByteBuffer.wrap(iloc);
    int version = iloc[8];
    if (in.getShort(12) != 0x4400 || version > 1) {
      throw new IllegalStateException("the encoder writes its places in another way");
    }
    int at = 16;
    for (int i = 0; i < in.getShort(14); i++) {
      boolean inFile = version == 0 || in.getShort(at + 2) == 0;
      at += version == 0 ? 4 : 6;
      int extents = in.getShort(at);
      at += 2;
      for (int k = 0; k < extents; k++, at += 8) {
        if (inFile && in.getInt(at) >= from) {
          in.putInt(at, in.getInt(at) + by);
        }
      }
    }
    return iloc;
  }

  /** A rotation by quarters against the clock. */
  static byte[] irot(int quarters) {
    return box("irot", new byte[] {(byte) quarters});
  }

  static byte[] imir(int axis) {
    return box("imir", new byte[] {(byte) axis});
  }
}
