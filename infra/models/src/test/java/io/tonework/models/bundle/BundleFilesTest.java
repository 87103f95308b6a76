package io.tonework.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Sha256;
import io.tonework.models.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFilesTest {
  @TempDir Path temporary;

  private Path bundle;
  private BundleFiles files;

  @BeforeEach
  void makeBundle() throws IOException {
    bundle = Files.createDirectories(temporary.resolve("bundle"));
    files = new BundleFiles.Folder(bundle);
    Files.writeString(temporary.resolve("secret"), "not of the bundle");
    Files.createDirectories(temporary.resolve("bundle-of-another"));
    Files.writeString(temporary.resolve("bundle-of-another/weights"), "not of the bundle");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "weights/../../secret",
        "../bundle-of-another/weights",
        "/etc/hostname",
        ".."
      })
  void shouldNotReadOutsideTheFolderWhateverThePath(String path) {
    assertThatThrownBy(() -> files.read(path))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(path + ": lies outside the bundle");
    assertThatThrownBy(() -> files.onDisk(path)).hasMessageContaining("lies outside the bundle");
    assertThatThrownBy(() -> files.sha256(path)).hasMessageContaining("lies outside the bundle");
  }

  @Test
  void shouldReadFilesInFoldersOfTheBundle() throws IOException {
    // Given
    Files.createDirectories(bundle.resolve("weights"));
    Files.writeString(bundle.resolve("weights/a.bin"), "abc");
    // When
    byte[] read = files.read("weights/./a.bin");
    // Then
    assertThat(read).asString().isEqualTo("abc");
    assertThat(files.onDisk("weights/a.bin")).contains(bundle.resolve("weights/a.bin"));
  }

  @Test
  void shouldDigestALargeFileAsAWhole() throws IOException {
    // Given: more than any buffer holds
    byte[] bytes = new byte[3_000_001];
    new Random(7).nextBytes(bytes);
    Files.write(bundle.resolve("large"), bytes);
    // When
    String digest = files.sha256("large");
    // Then
    assertThat(digest).isEqualTo(Sha256.of(bytes));
  }

  @Test
  void shouldNameBundleAndFileWhenItCannotBeRead() throws IOException {
    // Given
    Files.createDirectories(bundle.resolve("folder"));
    // When
    // Then
    assertThatThrownBy(() -> files.read("a.onnx"))
        .isInstanceOf(BundleException.class)
        .hasMessage("bundle %s, a.onnx: is missing; is this the folder of a bundle?", bundle);
    assertThatThrownBy(() -> files.sha256("a.onnx"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("a.onnx: is missing; is this the folder of a bundle?");
    assertThatThrownBy(() -> files.read("folder"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("folder: cannot be read");
    assertThatThrownBy(() -> files.sha256("folder"))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("folder: cannot be read");
  }

  @Test
  void shouldNameAShippedFileThatTheBuildLacks() {
    // Given
    BundleFiles shipped = new BundleFiles.Shipped("nowhere");
    // When
    // Then
    assertThat(shipped.onDisk("manifest.json")).isEmpty();
    assertThatThrownBy(() -> shipped.read("manifest.json"))
        .isInstanceOf(BundleException.class)
        .hasMessage("bundle classpath:/bundles/nowhere, manifest.json: is missing in the build");
  }

  @Test
  void shouldTellBothDigestsWhenTheyDiffer() {
    // Given
    Manifest.FileSpec spec = new Manifest.FileSpec("a.onnx", "0".repeat(64));
    // When
    // Then
    assertThatCode(() -> BundleDigests.require(files, spec, "0".repeat(64)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> BundleDigests.require(files, spec, "1".repeat(64)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("SHA-256 is " + "1".repeat(64))
        .hasMessageContaining("the manifest says " + "0".repeat(64));
  }
}
