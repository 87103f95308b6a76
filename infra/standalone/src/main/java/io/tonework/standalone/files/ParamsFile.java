package io.tonework.standalone.files;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tonework.contracts.Sliders;
import io.tonework.service.problem.Problem;
import io.tonework.standalone.cameraraw.CameraRawReader;
import io.tonework.standalone.cameraraw.CameraRawSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file of sliders: our JSON, or a preset or sidecar of Lightroom and Camera Raw (XMP). */
final class ParamsFile {
  private static final int MAX_FAULT_CHARS = 300;

  private ParamsFile() {}

  /**
   * Reads the file, whichever of the two it is.
   *
   * @return the sliders, and what a preset has beyond them
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException naming what is wrong in it
   */
  static CameraRawSettings read(Path file) throws IOException {
    byte[] bytes = SmallFile.read(file);
    if (!CameraRawReader.looksLikeXmp(bytes)) {
      return new CameraRawSettings(
          JsonFile.read(file, bytes, new TypeReference<Sliders>() {}), List.of());
    }
    try {
      return CameraRawReader.read(bytes);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "'" + file + "': " + Problem.excerpt(String.valueOf(e.getMessage()), MAX_FAULT_CHARS), e);
    }
  }
}
