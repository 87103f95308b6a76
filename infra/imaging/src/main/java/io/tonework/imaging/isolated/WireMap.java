package io.tonework.imaging.isolated;

import io.tonework.imaging.ColourMap;
import io.tonework.imaging.Lattice;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How colour maps are written: their lattice, then each region with its own and its mask. */
final class WireMap {
  private WireMap() {}

  static void write(DataOutputStream out, @Nullable ColourMap map) throws IOException {
    out.writeBoolean(map != null);
    if (map == null) {
      return;
    }
    // taken apart by pattern, so that a component that is added there cannot be forgotten here
    if (map instanceof ColourMap(Lattice lattice, List<Region> regions)) {
      lattice(out, lattice);
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
    Lattice lattice = lattice(in);
    int count = in.readInt();
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      regions.add(region(in));
    }
    return new ColourMap(lattice, regions);
  }

  private static void region(DataOutputStream out, Region region) throws IOException {
    if (region instanceof Region(String name, Lattice lattice, SoftMask mask, boolean refined)) {
      Frames.text(out, name);
      lattice(out, lattice);
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
    Lattice lattice = lattice(in);
    SoftMask mask = new SoftMask(in.readInt(), in.readInt(), Frames.bytes(in));
    return new Region(name, lattice, mask, in.readBoolean());
  }

  private static void lattice(DataOutputStream out, Lattice lattice) throws IOException {
    float[] values = lattice.toArray();
    out.writeInt(lattice.size());
    ByteBuffer packed = ByteBuffer.allocate(values.length * Float.BYTES);
    packed.asFloatBuffer().put(values);
    Frames.bytes(out, packed.array());
  }

  private static Lattice lattice(DataInputStream in) throws IOException {
    int size = in.readInt();
    byte[] packed = Frames.bytes(in);
    float[] values = new float[packed.length / Float.BYTES];
    ByteBuffer.wrap(packed).asFloatBuffer().get(values);
    return new Lattice(size, values);
  }
}
