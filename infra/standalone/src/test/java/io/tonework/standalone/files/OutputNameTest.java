package io.tonework.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNameTest {
  @ParameterizedTest
  @CsvSource({
    "a.jpg, jpg, a.jpg",
    "a.JPEG, jpg, a.JPEG",
    "a.b.tiff, tif, a.b.tiff",
    "a.jpg, png, a.png",
    "a, jpg, a.jpg",
    ".a, jpg, .a.jpg"
  })
  void shouldChangeTheExtensionOnlyWhenItWouldLie(String wanted, String format, String written) {
    // When
    Path name = OutputName.of(Path.of("out", wanted), format);

    // Then
    assertThat(name).isEqualTo(Path.of("out", written));
  }
}
