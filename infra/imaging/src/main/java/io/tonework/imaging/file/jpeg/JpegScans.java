package io.tonework.imaging.file.jpeg;

import io.tonework.imaging.file.format.PictureDamage;
import io.tonework.imaging.file.metadata.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows the entropy-coded data of a JPEG file to its end without making a picture of it (ITU-T
 * T.81, annexes F and G): tells whether every block that the header speaks of is there. Decoders
 * say only that something is wrong, and say so of padding too.
 */
final class JpegScans {
  private static final int DHT = 0xC4;
  private static final int DRI = 0xDD;
  private static final int BLOCK = 8;

  /** So few bytes left over are no picture, whatever they are. */
  private static final int PADDING = 16;

  private final Bytes bytes;
  private final byte[] file;

  /** By their class, 0 or 4, and number. */
  private final Map<Integer, HuffmanTable> tables = new HashMap<>();

  private final List<Component> components = new ArrayList<>();
  private int width;
  private int height;
  private boolean progressive;
  private int interval;
  private int across = 1;
  private int down = 1;

  /** One component of the frame, with the bits of its coefficients that are still to come. */
  private static final class Component {
    private final int id;
    private final int across;
    private final int down;
    private final int[] missingBits = new int[64];
    private long[] known = {};

    Component(int id, int factors) {
      this.id = id;
      this.across = Math.max(1, factors >> 4);
      this.down = Math.max(1, factors & 0xF);
      Arrays.fill(missingBits, Integer.MAX_VALUE);
    }
  }

  /** Ends the walk: data that are not what they must be. */
  private static final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    Damaged() {
      super(null, null, false, false);
    }
  }

  private JpegScans(byte[] file) {
    this.bytes = Bytes.bigEndian(file);
    this.file = file;
  }

  /**
   * What is missing of the picture.
   *
   * @param file with a whole header
   * @return empty if all is there, or if it is coded in a way that is not followed here
   */
  static Optional<PictureDamage> damage(byte[] file) {
    return new JpegScans(file).walk();
  }

  private Optional<PictureDamage> walk() {
    int at = 2;
    while (at + 4 <= file.length) {
      int marker = file[at + 1] & 0xFF;
      if ((file[at] & 0xFF) != 0xFF || marker == 0 || marker == 0xFF || isRestart(marker)) {
        at++;
        continue;
      }
      if (marker == JpegHeader.EOI) {
        break;
      }
      int length = bytes.u16(at + 2);
      int end = at + 2 + length;
      if (end > file.length) {
        break;
      }
      if (JpegHeader.isFrame(marker)) {
        if (marker > 0xC2) {
          return Optional.empty();
        }
        readFrame(marker, at + 4);
      } else if (marker == DHT) {
        readTables(at + 4, end);
      } else if (marker == DRI) {
        interval = bytes.u16(at + 4L);
      } else if (marker == JpegHeader.SOS) {
        Scan scan = new Scan(at + 4, end);
        Optional<PictureDamage> damage = scan.walk();
        if (damage.isPresent()) {
          return damage;
        }
        end = scan.at;
      }
      at = end;
    }
    boolean whole =
        components.stream()
            .allMatch(
                component -> Arrays.stream(component.missingBits).allMatch(bits -> bits == 0));
    return whole ? Optional.empty() : Optional.of(PictureDamage.coarse(height));
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  private void readFrame(int marker, int at) {
    progressive = marker == 0xC2;
    height = bytes.u16(at + 1L);
    width = bytes.u16(at + 3L);
    components.clear();
    for (int c = 0; c < bytes.u8(at + 5L); c++) {
      Component component = new Component(bytes.u8(at + 6L + c * 3L), bytes.u8(at + 7L + c * 3L));
      components.add(component);
      across = Math.max(across, component.across);
      down = Math.max(down, component.down);
    }
  }

  private void readTables(int from, int end) {
    int at = from;
    while (at + 17 <= end) {
      int kind = bytes.u8(at);
      HuffmanTable table = HuffmanTable.read(bytes, at + 1);
      tables.put(((kind >> 4) & 1) * 4 + (kind & 3), table);
      at += 17 + table.symbols();
    }
  }

  private static int ceil(int number, int by) {
    return (number + by - 1) / by;
  }

  /** One scan: its header, and a reader of the bits behind it. */
  private final class Scan {
    private final List<Component> scanned = new ArrayList<>();
    private final List<Integer> selectors = new ArrayList<>();
    private final int first;
    private final int last;
    private final int high;
    private final int low;
    private int at;
    private long bits;
    private int count;
    private boolean ended;
    private int run;
    private int made;

    Scan(int header, int end) {
      int number = bytes.u8(header);
      for (int i = 0; i < number; i++) {
        int id = bytes.u8(header + 1L + i * 2L);
        components.stream().filter(c -> c.id == id).findFirst().ifPresent(scanned::add);
        selectors.add(bytes.u8(header + 2L + i * 2L));
      }
      int tail = header + 1 + number * 2;
      first = progressive ? bytes.u8(tail) & 63 : 0;
      last = progressive ? Math.min(63, bytes.u8(tail + 1L)) : 63;
      high = progressive ? bytes.u8(tail + 2L) >> 4 : 0;
      low = progressive ? bytes.u8(tail + 2L) & 0xF : 0;
      at = end;
    }

    Optional<PictureDamage> walk() {
      if (scanned.isEmpty() || scanned.size() != selectors.size()) {
        return Optional.of(PictureDamage.of(0, height));
      }
      boolean single = scanned.size() == 1;
      Component one = scanned.getFirst();
      // a component alone has its own blocks only, without those that fill up the last unit
      int units =
          single ? ceil(ceil(width * one.across, across), BLOCK) : ceil(width, BLOCK * across);
      int rows = single ? ceil(ceil(height * one.down, down), BLOCK) : ceil(height, BLOCK * down);
      int unitHeight = single ? BLOCK * down / one.down : BLOCK * down;
      long unit = 0;
      int restarts = 0;
      try {
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < units; column++, unit++) {
            if (interval > 0 && unit > 0 && unit % interval == 0) {
              restart(restarts++ & 7);
            }
            for (int c = 0; c < scanned.size(); c++) {
              blocks(scanned.get(c), selectors.get(c), single, row, column, units);
            }
          }
        }
      } catch (Damaged | IndexOutOfBoundsException e) {
        int intact = (int) (unit / units) * unitHeight;
        return Optional.of(PictureDamage.of(Math.min(height, intact), height));
      }
      for (Component component : scanned) {
        for (int k = first; k <= last; k++) {
          component.missingBits[k] = low;
        }
      }
      return leftOver();
    }

    /** Bytes between the last block and the next marker. */
    private Optional<PictureDamage> leftOver() {
      int from = Math.max(0, at - (count - made) / Byte.SIZE);
      int marker = from;
      while (marker + 1 < file.length
          && ((file[marker] & 0xFF) != 0xFF
              || file[marker + 1] == 0
              || (file[marker + 1] & 0xFF) == 0xFF
              || isRestart(file[marker + 1] & 0xFF))) {
        marker++;
      }
      boolean padding = true;
      for (int i = from + 1; i < marker; i++) {
        padding &= file[i] == file[from];
      }
      at = marker;
      return padding || marker - from <= PADDING
          ? Optional.empty()
          : Optional.of(PictureDamage.more(height));
    }

    private void restart(int expected) {
      bits = 0;
      count = 0;
      run = 0;
      ended = false;
      made = 0;
      while (at + 1 < file.length) {
        int marker = file[at + 1] & 0xFF;
        if ((file[at] & 0xFF) != 0xFF || marker == 0 || marker == 0xFF) {
          at++; // some cameras pad here
        } else if (marker == 0xD0 + expected) {
          at += 2;
          return;
        } else {
          throw new Damaged();
        }
      }
      throw new Damaged();
    }

    private void blocks(
        Component component, int selector, boolean single, int row, int column, int units) {
      int wide = single ? 1 : component.across;
      int high = single ? 1 : component.down;
      for (int y = 0; y < high; y++) {
        for (int x = 0; x < wide; x++) {
          block(component, selector, (row * high + y) * units * wide + column * wide + x);
        }
      }
    }

    private void block(Component component, int selector, int index) {
      if (first == 0) {
        if (high > 0) {
          take(1);
        } else {
          take(symbol(0, selector >> 4));
        }
      }
      if (last == 0) {
        return;
      }
      if (!progressive) {
        for (int k = 1; k < 64; k++) {
          int symbol = symbol(1, selector);
          int size = symbol & 0xF;
          if (size == 0 && symbol >> 4 < 15) {
            break;
          }
          k += symbol >> 4;
          if (k > 63) {
            throw new Damaged();
          }
          take(size);
        }
      } else if (high == 0) {
        spectrum(component, selector, index);
      } else {
        refinement(component, selector, index);
      }
    }

    private long[] known(Component component, int index) {
      if (component.known.length <= index) {
        component.known =
            Arrays.copyOf(component.known, Math.max(index + 1, component.known.length * 2));
      }
      return component.known;
    }

    private void spectrum(Component component, int selector, int index) {
      if (run > 0) {
        run--;
        return;
      }
      long[] known = known(component, index);
      for (int k = first; k <= last; k++) {
        int symbol = symbol(1, selector);
        int size = symbol & 0xF;
        int zeros = symbol >> 4;
        if (size == 0 && zeros < 15) {
          run = (1 << zeros) - 1 + take(zeros);
          return;
        }
        k += zeros;
        if (k > last) {
          throw new Damaged();
        }
        if (size > 0) {
          take(size);
          known[index] |= 1L << k;
        }
      }
    }

    private void refinement(Component component, int selector, int index) {
      long[] known = known(component, index);
      int k = first;
      if (run == 0) {
        for (; k <= last; k++) {
          int symbol = symbol(1, selector);
          int zeros = symbol >> 4;
          boolean fresh = (symbol & 0xF) > 0;
          if (fresh) {
            take(1);
          } else if (zeros < 15) {
            run = (1 << zeros) + take(zeros);
            break;
          }
          for (; k <= last; k++) {
            if (((known[index] >> k) & 1) == 1) {
              take(1);
            } else if (zeros-- == 0) {
              break;
            }
          }
          if (fresh && k <= last) {
            known[index] |= 1L << k;
          }
        }
      }
      if (run > 0) {
        for (; k <= last; k++) {
          if (((known[index] >> k) & 1) == 1) {
            take(1);
          }
        }
        run--;
      }
    }

    private int symbol(int kind, int selector) {
      HuffmanTable table = tables.get(kind * 4 + (selector & 3));
      if (table == null) {
        throw new Damaged();
      }
      fill(16);
      int symbol = table.symbol((int) (bits >> (count - 16)) & 0xFFFF);
      if (symbol < 0) {
        throw new Damaged();
      }
      drop(symbol >> 8);
      return symbol & 0xFF;
    }

    private int take(int number) {
      if (number == 0) {
        return 0;
      }
      fill(number);
      int value = (int) (bits >> (count - number)) & ((1 << number) - 1);
      drop(number);
      return value;
    }

    private void drop(int number) {
      count -= number;
      if (count < made) {
        throw new Damaged(); // bits that are not in the file
      }
    }

    private void fill(int number) {
      while (count < number) {
        int next = ended || at >= file.length ? -1 : file[at] & 0xFF;
        if (next == 0xFF) {
          int marker = at + 1 < file.length ? file[at + 1] & 0xFF : 0xD9;
          if (marker != 0) {
            next = -1;
            ended = true;
          } else {
            at++;
          }
        }
        if (next >= 0) {
          at++;
          bits = (bits << 8) | next;
        } else {
          bits <<= 8;
          made += 8;
        }
        count += 8;
      }
    }
  }
}
