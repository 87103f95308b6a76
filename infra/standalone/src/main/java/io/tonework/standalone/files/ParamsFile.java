package io.tonework.standalone.files;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Sliders;
import io.tonework.standalone.cameraraw.CameraRawReader;
import io.tonework.standalone.cameraraw.CameraRawSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file of sliders: our JSON, or a preset or sidecar of Lightroom and Camera Raw (XMP). */
final class ParamsFile {
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
    try {
      return CameraRawReader.looksLikeXmp(bytes)
          ? CameraRawReader.read(bytes)
          : new CameraRawSettings(ContractsJson.read(bytes, Sliders.class), List.of());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("'" + file + "': " + e.getMessage(), e);
    }
  }
}
