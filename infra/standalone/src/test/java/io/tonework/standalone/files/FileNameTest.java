package io.tonework.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @TempDir private Path folder;

  private Path named(String encoded) {
    return Path.of(URI.create(folder.toUri() + encoded));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.jpg", "a%20b.jpg", "%C3%A9.jpg", "%5C%5Cx41.jpg", "%0A.jpg", "%EF%BF%BD.jpg"})
  void shouldWriteANameThatIsTextAsItIs(String encoded) {
    // Given
    Path path = named(encoded);

    // When, Then
    assertThat(FileName.text(path)).isEqualTo(path.toString());
    assertThat(FileName.of(FileName.text(path))).isEqualTo(path);
    assertThat(FileName.shown(path)).doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%FF.jpg", "caf%E9.jpg", "a%C3.jpg", "%ED%A0%80.jpg", "x%80%20y%25.jpg"})
  void shouldKeepTheBytesOfANameThatIsNoText(String encoded) throws IOException {
    // Given
    Path path = named(encoded);

    // When
    String text = FileName.text(path);
    Path plan = OutputName.beside(path, "plan.json");
    WholeFile.write(path, new byte[] {1});

    // Then
    assertThat(text).isEqualTo(folder.toUri() + encoded);
    assertThat(FileName.of(text)).isEqualTo(path);
    assertThat(plan).isEqualTo(named(encoded.replace(".jpg", ".plan.json")));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void shouldWriteAFileWhoseNameIsAsLongAsNamesMayBe() throws IOException {
    // Given
    Path longest = folder.resolve("x".repeat(251) + ".jpg");

    // When
    WholeFile.write(longest, new byte[] {1});

    // Then
    assertThat(longest).hasBinaryContent(new byte[] {1});
    assertThat(OutputName.of(Path.of("a/b.jfif"), "jpg")).isEqualTo(Path.of("a/b.jfif"));
  }
}
