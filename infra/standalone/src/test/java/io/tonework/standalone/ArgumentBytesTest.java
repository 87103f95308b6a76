package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentBytesTest {
  @TempDir private Path here;

  /** Words in hex or, behind a quote, as text, as the bytes of a command line. */
  private static byte[] line(String... words) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes("java\0-jar\0x.jar\0".getBytes(StandardCharsets.UTF_8));
    for (String word : words) {
      line.writeBytes(bytes(word));
      line.write(0);
    }
    return line.toByteArray();
  }

  private static byte[] bytes(String word) {
    return word.startsWith("'")
        ? word.substring(1).getBytes(StandardCharsets.UTF_8)
        : HexFormat.of().parseHex(word);
  }

  /** What the JVM makes of them. */
  private static String[] arguments(String... words) {
    return Arrays.stream(words)
        .map(word -> new String(bytes(word), StandardCharsets.UTF_8))
        .toArray(String[]::new);
  }

  private String[] restored(String... words) {
    return ArgumentBytes.restored(arguments(words), line(words), here);
  }

  @Test
  void shouldNameFilesByTheirBytesWhenTheseAreNoText() throws IOException {
    // Given: caf?.jpg in Latin-1
    Path file = Path.of(URI.create(here.toUri() + "caf%E9.jpg"));
    Files.createFile(file);

    // When
    String[] restored = restored("'retouch", "636166e92e6a7067", "'-o", "6fff");

    // Then
    assertThat(restored)
        .containsExactly("retouch", file.toUri().toString(), "-o", here.toUri() + "o%FF");
  }

  @Test
  void shouldLeaveEveryOtherArgumentAsItIs() {
    // Given: a wish in Latin-1, and one that holds the replacement character itself
    String[] words = {"'retouch", "'--prompt", "e920776172", "'a \uFFFD b", "'\u00e9.jpg"};

    // When, Then
    assertThat(restored(words)).isEqualTo(arguments(words));
  }
}
