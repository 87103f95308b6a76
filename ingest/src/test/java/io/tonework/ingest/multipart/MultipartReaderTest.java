package io.tonework.ingest.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartReaderTest {
  private static final String BOUNDARY = "cut";

  private record Part(PartHeaders headers, String content) {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Hands over a few bytes at a time, as a slow network does. */
  private static InputStream slow(byte[] body, int chunk) {
    return new ByteArrayInputStream(body) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(chunk, length));
      }
    };
  }

  private static List<Part> readAll(InputStream body) throws IOException {
    MultipartReader reader = new MultipartReader(body, BOUNDARY, 10_000_000);
    List<Part> parts = new ArrayList<>();
    for (Optional<PartHeaders> part = reader.next(); part.isPresent(); part = reader.next()) {
      parts.add(
          new Part(
              part.get(), new String(reader.body().readAllBytes(), StandardCharsets.ISO_8859_1)));
    }
    return parts;
  }

  private static String part(String disposition, String content) {
    return "--cut\r\nContent-Disposition: form-data; "
        + disposition
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  @Test
  void shouldReadFieldsAndFilesInOrder() throws IOException {
    // Given
    String body =
        part("name=\"mode\"", "auto")
            + part("name=\"photo\"; filename=\"a \\\"b\\\".jpg\"", "\u00ff\u00d8 bytes")
            + "--cut--\r\n";

    // When
    List<Part> parts = readAll(new ByteArrayInputStream(bytes(body)));

    // Then
    assertThat(parts)
        .containsExactly(
            new Part(new PartHeaders("mode", null), "auto"),
            new Part(new PartHeaders("photo", "a \"b\".jpg"), "\u00ff\u00d8 bytes"));
  }

  @Test
  void shouldReadTheSameHoweverTheBytesArrive() throws IOException {
    // Given
    String tricky = "\r\n--cu\r\r\n--\r\n-cut\r\n\r\n";
    byte[] body =
        bytes(
            "preamble that is skipped\r\n"
                + part("name=\"photo\"; filename=\"x\"", tricky)
                + part("name=\"empty\"", "")
                + "--cut--\r\nepilogue");

    for (int chunk = 1; chunk < 40; chunk++) {
      // When
      List<Part> parts = readAll(slow(body, chunk));

      // Then
      assertThat(parts).extracting(Part::content).containsExactly(tricky, "");
    }
  }

  @Test
  void shouldKeepEveryByteOfAPartThatIsLargerThanTheBuffer() throws IOException {
    // Given
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(bytes("--cut\r\nContent-Disposition: form-data; name=photo\r\n\r\n"));
    body.writeBytes(content);
    body.writeBytes(bytes("\r\n--cut--"));
    MultipartReader reader =
        new MultipartReader(slow(body.toByteArray(), 8_191), BOUNDARY, 10_000_000);

    // When
    reader.next();
    byte[] read = reader.body().readAllBytes();

    // Then
    assertThat(read).isEqualTo(content);
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void shouldSkipAPartThatNobodyReads() throws IOException {
    // Given
    String body = part("name=one", "x".repeat(200_000)) + part("name=two", "2") + "--cut--";
    MultipartReader reader =
        new MultipartReader(new ByteArrayInputStream(bytes(body)), BOUNDARY, 10_000_000);

    // When
    reader.next();
    Optional<PartHeaders> second = reader.next();

    // Then
    assertThat(second).contains(new PartHeaders("two", null));
    assertThat(reader.body().readAllBytes()).containsExactly('2');
  }

  @Test
  void shouldRefuseABodyThatEndsTooEarly() {
    // Given
    byte[] body = bytes(part("name=photo", "half a pho"));

    // When, Then
    assertThatThrownBy(() -> readAll(new ByteArrayInputStream(body)))
        .isInstanceOf(MalformedMultipartException.class)
        .hasMessageContaining("ends before its last boundary");
  }

  @Test
  void shouldRefuseABodyWithoutTheBoundary() {
    // Given
    byte[] body = bytes("--other\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--other--");

    // When, Then
    assertThatThrownBy(() -> readAll(new ByteArrayInputStream(body)))
        .isInstanceOf(MalformedMultipartException.class);
  }

  @Test
  void shouldRefuseAPartWithoutAName() {
    // Given
    byte[] body = bytes("--cut\r\nContent-Type: text/plain\r\n\r\n1\r\n--cut--");

    // When, Then
    assertThatThrownBy(() -> readAll(new ByteArrayInputStream(body)))
        .isInstanceOf(MalformedMultipartException.class)
        .hasMessageContaining("Content-Disposition");
  }

  @Test
  void shouldStopReadingBeyondTheLimitOfTheBody() {
    // Given
    byte[] body = bytes(part("name=photo", "x".repeat(200_000)) + "--cut--");
    MultipartReader reader = new MultipartReader(new ByteArrayInputStream(body), BOUNDARY, 100_000);

    // When, Then
    assertThatThrownBy(
            () -> {
              reader.next();
              reader.body().readAllBytes();
            })
        .isInstanceOfSatisfying(
            TooManyBytesException.class, e -> assertThat(e.limitBytes()).isEqualTo(100_000));
  }

  @Test
  void shouldRefuseHeadersWithoutEnd() {
    // Given
    byte[] body = bytes("--cut\r\nContent-Disposition: " + "x".repeat(20_000));

    // When, Then
    assertThatThrownBy(() -> readAll(new ByteArrayInputStream(body)))
        .isInstanceOf(TooManyBytesException.class)
        .hasMessageContaining("headers");
  }

  @Test
  void shouldReadTheBoundaryOfAContentType() throws IOException {
    assertThat(MultipartReader.boundaryOf("multipart/form-data; boundary=abc")).isEqualTo("abc");
    assertThat(MultipartReader.boundaryOf("multipart/form-data;charset=x; BOUNDARY=\"a b\""))
        .isEqualTo("a b");
    assertThatThrownBy(() -> MultipartReader.boundaryOf("multipart/form-data"))
        .isInstanceOf(MalformedMultipartException.class);
  }
}
