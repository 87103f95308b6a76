package io.tonework.imaging.codec.process;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Ways to spoil a file, each drawn from a seeded source. Not thread-safe. */
enum Damage {
  CUT {
    @Override
    byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random) {
      return Arrays.copyOf(file, 1 + random.nextInt(file.length - 1));
    }
  },
  FLIPPED {
    @Override
    byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random) {
      int range = range(file, random);
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        file[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
      }
      return file;
    }
  },
  OVERWRITTEN {
    @Override
    byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random) {
      int at = random.nextInt(range(file, random));
      int to = Math.min(file.length, at + 1 + random.nextInt(24));
      for (int i = at; i < to; i++) {
        file[i] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
      }
      return file;
    }
  },
  WRONG_LENGTH {
    @Override
    byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random) {
      long[] lengths = {0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFFL, file.length};
      long length = lengths[random.nextInt(lengths.length)];
      int width = random.nextBoolean() ? 4 : 2;
      int at = random.nextInt(Math.max(1, range(file, random) - width));
      boolean bigEndian = random.nextBoolean();
      for (int i = 0; i < width && at + i < file.length; i++) {
        file[at + i] = (byte) (length >> (8 * (bigEndian ? width - 1 - i : i)));
      }
      return file;
    }
  },
  DOUBLED {
    @Override
    byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random) {
      int from = random.nextInt(file.length);
      int to = Math.min(file.length, from + 1 + random.nextInt(200));
      return joined(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
    }
  },
  OTHER_HEAD {
    @Override
    byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random) {
      byte[] other = others.get(random.nextInt(others.size()));
      int length = Math.min(other.length, 4 + random.nextInt(60));
      return joined(
          Arrays.copyOf(other, length),
          Arrays.copyOfRange(file, Math.min(length, file.length), file.length));
    }
  },
  TWO_IN_ONE {
    @Override
    byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random) {
      int at = 1 + random.nextInt(file.length);
      byte[] other = others.get(random.nextInt(others.size()));
      return joined(Arrays.copyOf(file, at), other, Arrays.copyOfRange(file, at, file.length));
    }
  };

  /** A spoilt copy. */
  static byte[] of(byte[] whole, List<byte[]> others, SplittableRandom random) {
    Damage damage = values()[random.nextInt(values().length)];
    return damage.spoil(whole.clone(), others, random);
  }

  /**
   * Spoils it.
   *
   * @param file a copy that may be changed
   */
  abstract byte[] spoil(byte[] file, List<byte[]> others, SplittableRandom random);

  /** Half of the damage goes to the front, where the headers are. */
  private static int range(byte[] file, SplittableRandom random) {
    return random.nextBoolean() ? Math.min(600, file.length) : file.length;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
