package io.tonework.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Mode;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.renderer.RendererModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  @TempDir Path folder;

  @Test
  void shouldBeTheSameBundleWhenReadFromFolderOrBuild() throws IOException {
    // Given
    Path copy = BundleCopy.in(folder).folder();
    // When
    Bundle fromFolder = Bundle.load(copy);
    // Then
    assertThat(fromFolder.ref()).isEqualTo(Bundle.shipped().ref());
    assertThat(fromFolder.ref().digest()).matches("[0-9a-f]{64}");
    assertThat(fromFolder.modes()).containsExactlyInAnyOrder(Mode.values());
  }

  @Test
  void shouldHaveAnotherDigestWhenTheManifestDiffers() throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder).manifest(text -> text.replace("\"0.3.1\"", "\"0.3.2\""));
    // When
    Bundle bundle = Bundle.load(copy.folder());
    // Then
    assertThat(bundle.ref().digest()).isNotEqualTo(Bundle.shipped().ref().digest());
  }

  @Test
  void shouldNameFileAndDigestsWhenAGraphIsDamaged() throws IOException {
    // Given
    Path copy = BundleCopy.in(folder).folder();
    byte[] graph = Files.readAllBytes(copy.resolve("params.onnx"));
    graph[graph.length / 2] ^= 1;
    Files.write(copy.resolve("params.onnx"), graph);
    // When
    // Then
    assertThatThrownBy(() -> Bundle.load(copy))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("params.onnx")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void shouldNameTheFileWhenAGraphIsMissing() throws IOException {
    // Given
    Path copy = BundleCopy.in(folder).folder();
    Files.delete(copy.resolve("renderer.onnx"));
    // When
    // Then
    assertThatThrownBy(() -> Bundle.load(copy))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("renderer.onnx: is missing");
  }

  @Test
  void shouldNotReadOutsideItsFolderWhenTheManifestPointsThere() throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder)
            .manifest(text -> text.replace("\"vision.onnx\"", "\"../vision.onnx\""));
    // When
    // Then
    assertThatThrownBy(() -> Bundle.load(copy.folder()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("outside the bundle");
  }

  @Test
  void shouldSayWhatItReadsWhenTheFormatIsNewer() throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder).manifest(text -> text.replace("\"format\": 2", "\"format\": 3"));
    // When
    // Then
    assertThatThrownBy(() -> Bundle.load(copy.folder()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("format 3 is not read by this build, which reads 1 and 2");
  }

  @Test
  void shouldRefuseWhenSlidersAreInAnotherOrder() throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder)
            .manifest(text ->
                text.replace("\"Exposure2012\"", "\"X\"")
                    .replace("\"Contrast2012\"", "\"Exposure2012\"")
                    .replace("\"X\"", "\"Contrast2012\""));
    // When
    // Then
    assertThatThrownBy(() -> Bundle.load(copy.folder()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("sliders must be [Exposure2012, Contrast2012");
  }

  @Test
  void shouldNameTheFieldWhenTheManifestLacksOne() throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder).manifest(text -> text.replace("\"licence\"", "\"license\""));
    // When
    // Then
    assertThatThrownBy(() -> Bundle.load(copy.folder()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("manifest.json: Manifest.licence is missing");
  }

  @Test
  void shouldRefuseAResearchLicenceUnlessItIsAccepted() throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder).manifest(text -> text.replace("\"Apache-2.0\"", "\"research-only\""));
    // When
    Bundle accepted = Bundle.load(copy.folder(), new LicencePolicy(Set.of("research-only")));
    // Then
    assertThat(accepted.manifest().licence()).isEqualTo("research-only");
    assertThatThrownBy(() -> Bundle.load(copy.folder()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("licence 'research-only' is not accepted");
  }

  @Test
  void shouldNameBundleAndItsModesWhenAModeIsMissing() {
    // Given
    Bundle bundle = TestBundles.load("format1");
    // When
    // Then
    assertThatThrownBy(() -> bundle.require(Mode.REFERENCE))
        .isInstanceOf(ModeUnavailableException.class)
        .hasMessageContaining("'reference'")
        .hasMessageContaining("compact")
        .hasMessageContaining("auto, param");
  }

  @Test
  void shouldRefuseToOpenWhenTensorsAreNotThoseOfTheManifest() throws IOException {
    // Given
    int size = Bundle.shipped().latentSize();
    BundleCopy copy = BundleCopy.in(folder).manifest(text -> doubleTheLatents(text, size));
    Bundle bundle = Bundle.load(copy.folder());
    // When
    // Then
    assertThatThrownBy(() -> RendererModel.open(bundle))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("renderer.onnx")
        .hasMessageContaining("'latents' is float")
        .hasMessageContaining("[B, 3, " + 2 * size + "]");
  }

  @Test
  void shouldRefuseWhenTheHeadReadsAPlanThatVisionDoesNotGive() throws IOException {
    // Given
    BundleCopy copy =
        BundleCopy.in(folder)
            .manifest(text -> text.replaceFirst("\"plan\": \\[", "\"planned\": ["));
    // When
    // Then
    assertThatThrownBy(() -> Bundle.load(copy.folder()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("graphs.head reads 'plan', which graphs.vision must give");
  }

  private static String doubleTheLatents(String manifest, int size) {
    return manifest.replaceAll("(\"B\",\\s*3,\\s*)" + size, "$1" + 2 * size);
  }
}
