package io.tonework.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.region.ColourMap;
import java.util.Arrays;
import java.util.Random;

/** Damages a file in seeded ways and demands an answer each time. */
public final class Fuzz {
  private static final long SLOW_NANOS = 10_000_000_000L;

  private Fuzz() {}

  /**
   * Renders and thumbnails damaged copies: flipped bits, overwritten bytes, cut ends, blocks moved.
   * Each must end in a picture or in an {@link ImageException}, within seconds.
   */
  public static void endsInAReason(
      ImageCodec codec, byte[] whole, ImageFormat output, int files, long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < files; i++) {
      byte[] damaged = damage(whole, random, i);
      long start = System.nanoTime();
      try {
        codec.thumbnail(damaged, 64);
        codec.render(damaged, ColourMap.identity(), EncodeOptions.DEFAULT.withFormat(output));
      } catch (ImageException e) {
        assertThat(e.getMessage()).as("file %d, seed %d", i, seed).isNotBlank();
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("file " + i + " of seed " + seed + " ended in " + e, e);
      }
      assertThat(System.nanoTime() - start).as("file %d, seed %d", i, seed).isLessThan(SLOW_NANOS);
    }
    assertThat(refused).isGreaterThan(files / 10);
  }

  private static byte[] damage(byte[] whole, Random random, int kind) {
    byte[] file = whole.clone();
    // most damage goes to the front, where the headers are
    int range = random.nextBoolean() ? Math.min(600, file.length) : file.length;
    switch (kind % 4) {
      case 0 -> {
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
          file[random.nextInt(range)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 1 -> {
        int at = random.nextInt(range);
        int to = Math.min(file.length, at + 1 + random.nextInt(16));
        for (int i = at; i < to; i++) {
          file[i] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256));
        }
      }
      case 2 -> file = Arrays.copyOf(file, 1 + random.nextInt(file.length - 1));
      default -> {
        int length = 1 + random.nextInt(64);
        int from = random.nextInt(file.length - length);
        int to = random.nextInt(Math.max(1, range - length));
        System.arraycopy(whole, from, file, to, length);
      }
    }
    return file;
  }
}
