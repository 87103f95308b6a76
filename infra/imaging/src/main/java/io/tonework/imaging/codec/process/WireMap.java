package io.tonework.imaging.codec.process;

import io.tonework.imaging.compiled.CompiledMap;
import io.tonework.imaging.compiled.MapTables;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.PixelMap;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How colour maps are written: that of the picture, then each region with its own and its mask. */
final class WireMap {
  private static final int PIECE_VALUES = 3 << 10;

  private WireMap() {}

  static void write(DataOutputStream out, @Nullable ColourMap map) throws IOException {
    out.writeBoolean(map != null);
    if (map == null) {
      return;
    }
    // taken apart by pattern, so that a component that is added there cannot be forgotten here
    if (map instanceof ColourMap(PixelMap everywhere, List<Region> regions)) {
      pixels(out, everywhere);
      out.writeInt(regions.size());
      for (Region region : regions) {
        region(out, region);
      }
    }
  }

  static @Nullable ColourMap read(DataInputStream in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    PixelMap everywhere = pixels(in);
    int count = in.readInt();
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      regions.add(region(in));
    }
    return new ColourMap(everywhere, regions);
  }

  private static void region(DataOutputStream out, Region region) throws IOException {
    if (region instanceof Region(String name, PixelMap map, SoftMask mask, boolean refined)) {
      Frames.text(out, name);
      pixels(out, map);
      out.writeInt(mask.width());
      out.writeInt(mask.height());
      byte[] levels = new byte[mask.width() * mask.height()];
      for (int i = 0; i < levels.length; i++) {
        levels[i] = (byte) mask.level(i % mask.width(), i / mask.width());
      }
      Frames.bytes(out, levels);
      out.writeBoolean(refined);
    }
  }

  private static Region region(DataInputStream in) throws IOException {
    String name = Frames.text(in);
    PixelMap map = pixels(in);
    SoftMask mask = new SoftMask(in.readInt(), in.readInt(), Frames.bytes(in));
    return new Region(name, map, mask, in.readBoolean());
  }

  private static void pixels(DataOutputStream out, PixelMap map) throws IOException {
    switch (map) {
      case CompiledMap(List<MapTables> sets) -> {
        out.writeInt(-sets.size());
        for (MapTables set : sets) {
          for (float value : set.toArray()) {
            out.writeFloat(value);
          }
        }
      }
      case Lattice lattice -> lattice(out, lattice);
      default -> throw new IllegalArgumentException(map + " cannot be sent to a codec process");
    }
  }

  /** A lattice begins with its size, a compiled map with minus the number of its sets. */
  private static PixelMap pixels(DataInputStream in) throws IOException {
    int size = in.readInt();
    if (size > 0) {
      return lattice(in, size);
    }
    List<MapTables> sets = new ArrayList<>();
    for (int i = 0; i < -size; i++) {
      float[] values = new float[MapTables.LENGTH];
      for (int at = 0; at < values.length; at++) {
        values[at] = in.readFloat();
      }
      sets.add(MapTables.of(values));
    }
    return new CompiledMap(sets);
  }

  /** In pieces: the values of the finest lattice are 26 MB, and one copy of them is enough. */
  private static void lattice(DataOutputStream out, Lattice lattice) throws IOException {
    out.writeInt(lattice.size());
    FloatBuffer values = lattice.values();
    ByteBuffer piece = ByteBuffer.allocate(PIECE_VALUES * Float.BYTES);
    while (values.hasRemaining()) {
      int count = Math.min(PIECE_VALUES, values.remaining());
      piece.asFloatBuffer().put(values.slice(values.position(), count));
      values.position(values.position() + count);
      out.write(piece.array(), 0, count * Float.BYTES);
    }
  }

  private static Lattice lattice(DataInputStream in, int size) throws IOException {
    byte[] piece = new byte[PIECE_VALUES * Float.BYTES];
    try {
      // a lattice is built node after node, in the order in which they are written
      return Lattice.build(
          size,
          (_, out, points) -> {
            for (int at = 0; at < points * 3; at += PIECE_VALUES) {
              int count = Math.min(PIECE_VALUES, points * 3 - at);
              readFully(in, piece, count * Float.BYTES);
              ByteBuffer.wrap(piece).asFloatBuffer().get(out, at, count);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void readFully(DataInputStream in, byte[] into, int bytes) {
    try {
      in.readFully(into, 0, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
