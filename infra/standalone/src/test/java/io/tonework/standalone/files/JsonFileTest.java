package io.tonework.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Slider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'Exposure2012': 30, 'Exposure2012': 15} | Duplicate field 'Exposure2012'",
        "{'Exposure2012': 30} {} | Trailing token",
        "{'Exposure': 30} | Exposure",
        "null | null"
      },
      quoteCharacter = '"')
  void shouldNameTheFileAndItsFaultWhenSlidersAreAmbiguous(String json, String fault)
      throws IOException {
    Path file = Files.writeString(folder.resolve("look.json"), json.replace('\'', '"'));

    assertThatThrownBy(() -> ParamsFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("look.json")
        .hasMessageContaining(fault);
  }

  @Test
  void shouldNameThePhotoWhenItHasTwoWishes() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("wishes.json"), "{\"a.jpg\": \"warmer\", \"a.jpg\": \"cooler\"}");

    assertThatThrownBy(() -> PromptsFile.read(file, Mode.STYLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wishes.json")
        .hasMessageContaining("a.jpg");
  }

  @Test
  void shouldReadWhatIsSaidOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("look.json"), "{\"Exposure2012\": 30}\n");

    assertThat(ParamsFile.read(file).sliders().get(Slider.EXPOSURE)).isEqualTo(30);
  }
}
