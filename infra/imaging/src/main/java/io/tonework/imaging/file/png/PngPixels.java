package io.tonework.imaging.file.png;

import io.tonework.imaging.file.format.PictureDamage;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.png.PngHeader.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The pixels of a PNG file as far as they can be inflated: how many lines there are, and the same
 * file with black lines in the place of those that are missing.
 */
final class PngPixels {
  private static final int BUFFER = 1 << 16;

  /** First column and line, and steps, of the passes of an interlaced picture. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final Bytes bytes;
  private final List<Chunk> chunks;
  private final int width;
  private final int height;
  private final int pixelBits;
  private final boolean interlaced;

  PngPixels(PngHeader header) {
    bytes = header.bytes();
    chunks = header.chunks();
    int ihdr = chunks.getFirst().offset();
    width = (int) bytes.u32(ihdr);
    height = (int) bytes.u32(ihdr + 4L);
    int samples =
        switch (bytes.u8(ihdr + 9L)) {
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> 1;
        };
    pixelBits = samples * bytes.u8(ihdr + 8L);
    interlaced = bytes.u8(ihdr + 12L) != 0;
  }

  /** What is missing; empty if every line can be inflated and the check sums are right. */
  Optional<PictureDamage> damage() {
    long expected = expectedBytes();
    long[] found = {0};
    inflate((_, length) -> found[0] += length);
    if (found[0] >= expected) {
      return isSound()
          ? Optional.empty()
          : Optional.of(new PictureDamage(height, height, "the check sum of the pixels is wrong"));
    }
    return Optional.of(PictureDamage.of((int) (height * found[0] / expected), height));
  }

  private long expectedBytes() {
    if (!interlaced) {
      return bytes(width, height);
    }
    long sum = 0;
    for (int[] pass : PASSES) {
      int across = (width - pass[0] + pass[2] - 1) / pass[2];
      int down = (height - pass[1] + pass[3] - 1) / pass[3];
      sum += across > 0 && down > 0 ? bytes(across, down) : 0;
    }
    return sum;
  }

  private long bytes(long across, long down) {
    return down * (1 + (across * pixelBits + 7) / 8);
  }

  private boolean isSound() {
    return pixelChunks().stream()
        .allMatch(chunk -> {
          CRC32 sum = new CRC32();
          sum.update(bytes.array(), chunk.offset() - 4, chunk.length() + 4);
          return sum.getValue() == bytes.u32((long) chunk.offset() + chunk.length());
        });
  }

  private List<Chunk> pixelChunks() {
    return chunks.stream().filter(chunk -> chunk.type().equals("IDAT")).toList();
  }

  /** The file with all its lines. */
  byte[] mended() {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream(bytes.length());
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    byte[] buffer = new byte[BUFFER];
    long[] left = {expectedBytes()};
    BiConsumer<byte[], Integer> deflate =
        (data, length) -> {
          deflater.setInput(data, 0, (int) Math.min(left[0], length));
          left[0] -= Math.min(left[0], length);
          while (!deflater.needsInput()) {
            pixels.write(buffer, 0, deflater.deflate(buffer));
          }
        };
    try {
      inflate(deflate);
      byte[] missing = new byte[BUFFER];
      while (left[0] > 0) {
        deflate.accept(missing, BUFFER);
      }
      deflater.finish();
      while (!deflater.finished()) {
        pixels.write(buffer, 0, deflater.deflate(buffer));
      }
    } finally {
      deflater.end();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(pixels.size() + 4096);
    out.write(bytes.array(), 0, 8);
    for (Chunk chunk : chunks) {
      if (chunk.type().equals("IDAT") || chunk.type().equals("IEND")) {
        break;
      }
      out.write(bytes.array(), chunk.offset() - 8, chunk.length() + 12);
    }
    PngWriter.chunk(out, "IDAT", pixels.toByteArray());
    PngWriter.chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Gives what can be inflated, piece by piece, to somebody; a chunk that is cut short too. */
  private void inflate(BiConsumer<byte[], Integer> to) {
    Inflater inflater = new Inflater();
    byte[] buffer = new byte[BUFFER];
    try {
      for (ByteBuffer data : data()) {
        inflater.setInput(data);
        while (!inflater.needsInput() && !inflater.finished()) {
          int length = inflater.inflate(buffer);
          to.accept(buffer, length);
          if (length == 0 && inflater.needsDictionary()) {
            return;
          }
        }
      }
    } catch (DataFormatException e) {
      // what came before is what there is
    } finally {
      inflater.end();
    }
  }

  private List<ByteBuffer> data() {
    List<ByteBuffer> data =
        new ArrayList<>(
            pixelChunks().stream()
                .map(chunk -> ByteBuffer.wrap(bytes.array(), chunk.offset(), chunk.length()))
                .toList());
    Chunk last = chunks.getLast();
    int next = last.offset() + last.length() + 4;
    if (!last.type().equals("IEND") && bytes.has(next + 4L, "IDAT")) {
      data.add(ByteBuffer.wrap(bytes.array(), next + 8, bytes.length() - next - 8));
    }
    return data;
  }
}
