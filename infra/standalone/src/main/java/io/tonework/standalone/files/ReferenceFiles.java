package io.tonework.standalone.files;

import io.tonework.contracts.ReferencePair;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.planner.plan.PlanPhoto;
import io.tonework.planner.plan.ReferencePhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files whose edit is carried over.
 *
 * @param pair names them in the request
 * @param photos their bytes
 */
record ReferenceFiles(ReferencePair pair, ReferencePhotos photos) {
  /**
   * Reads them.
   *
   * @param before null when each photo itself is to become like {@code after}
   * @throws IOException when a file is missing or larger than a photo may be
   */
  static ReferenceFiles read(@Nullable Path before, Path after) throws IOException {
    byte @Nullable [] beforeBytes = before == null ? null : bytes(before);
    byte[] afterBytes = bytes(after);
    return new ReferenceFiles(
        new ReferencePair(
            before == null || beforeBytes == null
                ? null
                : PlanPhoto.local(before.toString(), beforeBytes),
            PlanPhoto.local(after.toString(), afterBytes)),
        new ReferencePhotos(beforeBytes, afterBytes));
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      ImageLimits.DEFAULT.checkBytes(Files.size(file));
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file '" + file + "'", e);
    }
  }
}
