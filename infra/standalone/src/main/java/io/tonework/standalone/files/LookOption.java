package io.tonework.standalone.files;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.Sha256;
import io.tonework.imaging.cube.CubeFile;
import io.tonework.imaging.cube.CubeSyntaxException;
import io.tonework.render.LookFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that lay a look from another tool over the plan's colours. */
final class LookOption {
  @Option(
      names = "--look",
      paramLabel = "FILE.cube",
      description = "A look of another tool (1D or 3D table), laid over the plan's own colours.")
  private @Nullable Path file;

  @Option(
      names = "--look-strength",
      paramLabel = "0..1",
      description = "How much of the look. Default: ${DEFAULT-VALUE}.")
  private double strength = 1;

  /** The file; null when none was given. */
  @Nullable Path file() {
    return file;
  }

  /**
   * A look, read and checked.
   *
   * @param ref its digest and strength, as requests name it; null when none is wanted
   * @param files where its bytes come from
   */
  record Chosen(@Nullable LookRef ref, LookFiles files) {}

  /**
   * Reads the file before any photo is looked at.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is no look, or the strength is out of range
   */
  Chosen choose() throws IOException {
    if (file == null) {
      if (strength != 1) {
        throw new IllegalArgumentException("--look-strength needs --look FILE.cube");
      }
      return new Chosen(null, LookFiles.NONE);
    }
    byte[] bytes = SmallFile.read(file, LookFiles.MAX_BYTES);
    try {
      CubeFile.read(bytes);
    } catch (CubeSyntaxException e) {
      throw new IllegalArgumentException("'" + file + "': " + e.getMessage(), e);
    }
    return new Chosen(new LookRef(Sha256.of(bytes), strength), LookFiles.of(bytes));
  }
}
