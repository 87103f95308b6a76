package io.tonework.ingest.multipart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a multipart/form-data body (RFC 7578, RFC 2046) part by part, with one buffer however large
 * the body is. Not thread-safe; the caller closes the stream.
 */
public final class MultipartReader {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int MAX_BOUNDARY_CHARS = 70;
  private static final String CONTENT_DISPOSITION = "Content-Disposition";
  private static final String CONTENT_TYPE = "Content-Type";

  private final InputStream in;
  private final long maxBodyBytes;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long readBytes;
  private int position;
  private int end;
  private boolean inPart;

  /** What a fault is in: before the first part, the boundary that the Content-Type names. */
  private String reading = CONTENT_TYPE;

  /**
   * A reader of that body.
   *
   * @param boundary see {@link #boundaryOf}
   * @param maxBodyBytes reading fails with {@link TooManyBytesException} beyond this
   */
  public MultipartReader(InputStream in, String boundary, long maxBodyBytes) {
    this.in = in;
    this.maxBodyBytes = maxBodyBytes;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    // the first delimiter has no line break before it when there is no preamble
    buffer[end++] = '\r';
    buffer[end++] = '\n';
    inPart = true;
  }

  /** The boundary that a Content-Type header names. */
  public static String boundaryOf(String contentType) throws MalformedMultipartException {
    String boundary = HeaderParameters.of(CONTENT_TYPE, contentType).get("boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_CHARS) {
      throw new MalformedMultipartException(
          "the Content-Type names no boundary of 1 to " + MAX_BOUNDARY_CHARS + " characters",
          CONTENT_TYPE);
    }
    return boundary;
  }

  /** Skips what is left of the current part and goes to the next; empty after the last one. */
  public Optional<PartHeaders> next() throws IOException {
    byte[] skipped = new byte[8 * 1024];
    while (read(skipped, 0, skipped.length) >= 0) {
      // drained: the next delimiter lies behind it
    }
    position += delimiter.length;
    int first = readByte();
    int second = readByte();
    if (first == '-' && second == '-') {
      return Optional.empty();
    }
    while (first == ' ' || first == '\t') {
      first = second;
      second = readByte();
    }
    if (first != '\r' || second != '\n') {
      throw new MalformedMultipartException("a boundary is not followed by a line break", reading);
    }
    reading = CONTENT_DISPOSITION;
    PartHeaders headers = PartHeaders.read(readHeaderBlock());
    reading = headers.name();
    inPart = true;
    return Optional.of(headers);
  }

  /** The bytes of the current part; ends where the part ends. */
  public InputStream body() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return MultipartReader.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return length == 0 ? 0 : MultipartReader.this.read(target, offset, length);
      }
    };
  }

  /** Reads at least one byte of the part, or -1 at its end. */
  private int read(byte[] target, int offset, int length) throws IOException {
    if (!inPart) {
      return -1;
    }
    while (true) {
      int delimiterAt = find(position);
      if (delimiterAt == position) {
        inPart = false;
        return -1;
      }
      // without a delimiter in sight the last bytes may be the beginning of one
      int readable =
          delimiterAt < 0 ? end - position - (delimiter.length - 1) : delimiterAt - position;
      if (readable > 0) {
        int count = Math.min(length, readable);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
      }
      fill();
    }
  }

  private int find(int from) {
    int last = end - delimiter.length;
    for (int i = from; i <= last; i++) {
      if (buffer[i] == '\r'
          && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    return -1;
  }

  private String readHeaderBlock() throws IOException {
    StringBuilder block = new StringBuilder();
    while (!endsWith(block, "\r\n\r\n") && !(block.length() == 2 && endsWith(block, "\r\n"))) {
      if (block.length() >= MAX_HEADER_BYTES) {
        throw new TooManyBytesException("the headers of a part", MAX_HEADER_BYTES, reading);
      }
      block.append((char) readByte());
    }
    // header values are UTF-8 in practice (RFC 7578, section 5.1)
    return new String(
        block.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static boolean endsWith(StringBuilder text, String suffix) {
    int start = text.length() - suffix.length();
    return start >= 0 && text.indexOf(suffix, start) == start;
  }

  private int readByte() throws IOException {
    if (position >= end) {
      fill();
    }
    return buffer[position++] & 0xff;
  }

  private int readMore() throws MalformedMultipartException {
    try {
      return in.read(buffer, end, buffer.length - end);
    } catch (IOException e) {
      MalformedMultipartException cut =
          new MalformedMultipartException("the body did not arrive whole", reading);
      cut.initCause(e);
      throw cut;
    }
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, end - position);
    end -= position;
    position = 0;
    int count = readMore();
    if (count < 0) {
      throw new MalformedMultipartException("the body ends before its last boundary", reading);
    }
    readBytes += count;
    if (readBytes > maxBodyBytes) {
      throw new TooManyBytesException("the body", maxBodyBytes, reading);
    }
    end += count;
  }
}
