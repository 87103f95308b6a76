package io.tonework.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Sliders;
import io.tonework.standalone.files.OutputGuard;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTableTest {
  @TempDir Path folder;

  private static DemoPhoto photo(String name) {
    return new DemoPhoto(name, "jpg", Path.of(name + ".jpg"), Mode.AUTO, Sliders.none());
  }

  @Test
  void shouldShowEveryPhotoInItsColumnsAndWhyOneFailed() {
    // Given
    StringWriter text = new StringWriter();
    List<DemoOutcome> outcomes =
        List.of(
            new DemoOutcome.Retouched(
                photo("01-portrait"),
                Duration.ofMillis(1234),
                Duration.ofMillis(56),
                Duration.ZERO,
                "Dark: brighter"),
            new DemoOutcome.Failed(photo("x".repeat(40)), "no webhook came"));
    // When
    ResultTable.print(new PrintWriter(text, true), outcomes);
    // Then
    List<String> lines = text.toString().lines().filter(line -> !line.isBlank()).toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(2)).matches("01-portrait +auto +1.23 s +0.06 s +0.00 s  Dark: brighter");
    assertThat(lines.get(3))
        .startsWith("x".repeat(24) + " auto")
        .endsWith("FAILED: no webhook came");
    int column = lines.getFirst().indexOf("what was changed");
    assertThat(lines.get(2).indexOf("Dark")).isEqualTo(column);
    assertThat(lines.get(3).indexOf("FAILED")).isEqualTo(column);
  }

  @Test
  void shouldSayWhichLinkTheApiDidNotGive() throws IOException {
    // Given
    Path original = Files.write(folder.resolve("a.jpg"), new byte[] {1});
    DemoPhoto photo = new DemoPhoto("01", "jpg", original, Mode.AUTO, Sliders.none());
    OutputFolder out = OutputFolder.at(folder.resolve("out/deep"), new OutputGuard());
    ObjectNode status = ContractsJson.mapper().createObjectNode();
    status.putObject("links");
    // When, Then
    try (LineClient client = new LineClient(URI.create("http://127.0.0.1:1"), "key")) {
      assertThatThrownBy(() -> out.keep(photo, status, client))
          .isInstanceOf(IOException.class)
          .hasMessage("the API gave no link to the result of a finished photo");
    }
    assertThat(folder.resolve("out/deep/01-before.jpg")).hasBinaryContent(new byte[] {1});
  }
}
