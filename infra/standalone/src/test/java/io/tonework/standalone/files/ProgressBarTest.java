package io.tonework.standalone.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  @Test
  void shouldSayOneLineWhateverAPhotoIsCalled() {
    // Given
    ByteArrayOutputStream said = new ByteArrayOutputStream();

    // When
    try (ProgressBar bar = new ProgressBar(new PrintStream(said, true, UTF_8), false, 1)) {
      bar.say("failed: ü\nforged: \u001b[31m.jpg: no image");
    }

    // Then
    assertThat(said.toString(UTF_8).strip())
        .isEqualTo("failed: ü\\u000aforged: \\u001b[31m.jpg: no image");
  }
}
