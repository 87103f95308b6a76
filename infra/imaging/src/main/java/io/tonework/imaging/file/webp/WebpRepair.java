package io.tonework.imaging.file.webp;

import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.webp.WebpHeader.Chunk;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;

/**
 * Makes an odd WebP file a plain one for decoders, which refuse a wrong size in its head, padding
 * that is not there and chunks before the first that they know. No sample is touched.
 */
final class WebpRepair {
  private static final int HEAD = 12;

  private WebpRepair() {}

  static byte[] decodable(WebpHeader header, boolean withProfile) {
    byte[] file = header.bytes().array();
    boolean cut = header.chunks().stream().noneMatch(WebpRepair::isPicture);
    boolean leaveOut =
        !withProfile && header.chunks().stream().anyMatch(chunk -> chunk.type().equals("ICCP"));
    if (cut || (isPlain(header) && !leaveOut)) {
      return file; // without its picture there is nothing to mend
    }
    List<Chunk> kept =
        header.chunks().stream()
            .filter(chunk -> WebpHeader.KNOWN.contains(chunk.type()))
            .filter(chunk -> withProfile || !chunk.type().equals("ICCP"))
            .sorted(Comparator.comparing(chunk -> !chunk.type().equals("VP8X")))
            .toList();
    ByteArrayOutputStream body = new ByteArrayOutputStream(file.length);
    for (Chunk chunk : kept) {
      byte[] data = header.bytes().slice(chunk.offset(), (long) chunk.offset() + chunk.length());
      if (leaveOut && chunk.type().equals("VP8X") && data.length > 0) {
        data[0] &= (byte) ~WebpWriter.HAS_ICC;
      }
      WebpWriter.chunk(body, chunk.type(), data, 0, data.length);
    }
    return WebpWriter.file(body);
  }

  private static boolean isPicture(Chunk chunk) {
    return WebpHeader.PICTURE.contains(chunk.type()) || chunk.type().equals("ANMF");
  }

  /**
   * Whether the head says how long the file is, and its chunks follow each other as they should.
   */
  private static boolean isPlain(WebpHeader header) {
    Bytes bytes = header.bytes();
    long end = HEAD;
    for (Chunk chunk : header.chunks()) {
      if (chunk.offset() != end + 8) {
        return false;
      }
      end = (long) chunk.offset() + chunk.length();
      end += end & 1;
    }
    String first = header.chunks().getFirst().type();
    boolean starts = first.equals("VP8X") || WebpHeader.PICTURE.contains(first);
    long said = bytes.u32(4) + 8;
    // a last chunk may lack its padding; what follows the picture is not looked at
    return starts && said <= bytes.length() + 1L && said >= end - 1;
  }
}
