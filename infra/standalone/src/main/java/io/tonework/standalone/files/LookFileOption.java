package io.tonework.standalone.files;

import io.tonework.render.LookFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that gives the file of a look, for plans that name one by its digest. */
public final class LookFileOption {
  @Option(
      names = "--look",
      paramLabel = "FILE.cube",
      description = "The look that the plan was made with, if it was made with one.")
  private @Nullable Path file;

  /** The file; null when none was given. */
  public @Nullable Path file() {
    return file;
  }

  /**
   * What plans are given.
   *
   * @throws IOException when the file cannot be read
   */
  public LookFiles files() throws IOException {
    return file == null ? LookFiles.NONE : LookFiles.of(SmallFile.read(file, LookFiles.MAX_BYTES));
  }
}
