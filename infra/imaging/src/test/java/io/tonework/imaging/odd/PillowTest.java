package io.tonework.imaging.odd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.odd.OddFile.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table says that Pillow says, asked of Pillow, where Python has it. */
class PillowTest {
  private static final String SCRIPT =
      """
      import io, sys
      from PIL import Image, ImageCms
      for name in sys.argv[1:]:
          image = Image.open(name)
          profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
          srgb = ImageCms.createProfile("sRGB")
          image = ImageCms.profileToProfile(image, profile, srgb, outputMode="RGB")
          width, height = image.size
          print(*image.getpixel((width // 4, height // 2)), *image.getpixel((width * 3 // 4, height // 2)))
      """;

  private static boolean hasPillow() {
    try {
      Process python =
          new ProcessBuilder("python3", "-c", "from PIL import Image, ImageCms")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return python.waitFor(30, TimeUnit.SECONDS) && python.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void shouldSayTheSameAsTheTable(@TempDir Path folder) throws Exception {
    assumeTrue(hasPillow(), "Pillow is missing: pip install pillow");

    // Given
    List<OddFile> rows =
        OddFiles.all().stream().filter(row -> row.source().equals(OddFiles.PILLOW)).toList();
    List<String> command = new ArrayList<>(List.of("python3", "-c", SCRIPT));
    for (OddFile row : rows) {
      Path file = folder.resolve(command.size() + ".bin");
      Files.write(file, row.file());
      command.add(file.toString());
    }

    // When
    Process python =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String[] lines = new String(python.getInputStream().readAllBytes(), UTF_8).split("\n", -1);

    // Then
    assertThat(rows).hasSizeGreaterThan(5);
    for (int i = 0; i < rows.size(); i++) {
      int[] seen = Arrays.stream(lines[i].split(" ")).mapToInt(Integer::parseInt).toArray();
      Shown shown = (Shown) rows.get(i).expected();
      for (int c = 0; c < 3; c++) {
        assertThat(seen[c]).as(rows.get(i).name()).isCloseTo(shown.left()[c], within(3));
        assertThat(seen[3 + c]).as(rows.get(i).name()).isCloseTo(shown.right()[c], within(3));
      }
    }
  }
}
