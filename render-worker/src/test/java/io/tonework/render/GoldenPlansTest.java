package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Plan;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.Deadline;
import io.tonework.models.bundle.LicencePolicy;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.renderer.Renderers;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders the plans that an earlier build made, to the pixels that it rendered. */
class GoldenPlansTest {
  private static final Path PLANS =
      Path.of("..", "infra", "contracts", "src", "test", "resources", "golden", "plans");
  private static final Path PIXELS = Path.of("src", "test", "resources", "golden");
  private static final Path BUNDLES =
      Path.of("..", "infra", "models", "src", "test", "resources", "bundles");

  /** ONNX Runtime's last bit may differ between kinds of processors; a level is all that may be. */
  private static final int TOLERANCE_LEVELS = 1;

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(PLANS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".json", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldGiveThePixelsOfOldWhenAnOldPlanIsRendered(String name) throws IOException {
    // Given
    Plan plan = ContractsJson.read(Files.readAllBytes(PLANS.resolve(name + ".json")), Plan.class);
    byte[] original = Files.readAllBytes(PIXELS.resolve("hills.png"));
    LookFiles looks = LookFiles.of(Files.readAllBytes(PIXELS.resolve("film.cube")));
    InstalledBundles installed =
        InstalledBundles.in(List.of(BUNDLES), LicencePolicy.PERMISSIVE_ONLY);

    // When
    RenderedFile rendered;
    try (Renderers renderers = new Renderers(installed, 1)) {
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      rendered =
          new RenderPhoto(ImageCodecs.best(), new Looks(renderers, looks, 4, meters), meters)
              .render(original, plan, MaskSource.INLINE.filesOf(plan), Deadline.NONE);
    }

    // Then
    int[] now = pixels(rendered.bytes());
    int[] then = pixels(Files.readAllBytes(PIXELS.resolve(name + ".png")));
    assertThat(now).hasSameSizeAs(then);
    for (int i = 0; i < now.length; i++) {
      assertThat(now[i])
          .as("channel %d of pixel %d", i % 3, i / 3)
          .isBetween(then[i] - TOLERANCE_LEVELS, then[i] + TOLERANCE_LEVELS);
    }
  }

  private static int[] pixels(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
