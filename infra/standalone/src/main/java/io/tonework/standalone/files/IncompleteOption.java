package io.tonework.standalone.files;

import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.format.Incomplete;
import picocli.CommandLine.Option;

/** The option for photos of which a part is missing. */
final class IncompleteOption {
  @Option(
      names = "--incomplete",
      paramLabel = "WHAT",
      description =
          "What becomes of photos that are cut short or whose size is a lie:"
              + " ${COMPLETION-CANDIDATES}. Rendered as far as they go, with a warning, or refused."
              + " Default: refuse.")
  private Incomplete incomplete = Incomplete.REFUSE;

  /** The usual limits with that answer. */
  ImageLimits limits() {
    return ImageLimits.DEFAULT.with(incomplete);
  }
}
