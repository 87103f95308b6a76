package io.tonework.standalone.cameraraw;

import io.tonework.contracts.Sliders;
import java.util.List;

/**
 * What a preset or sidecar asks for.
 *
 * @param sliders what it says of the 38 sliders
 * @param notCarriedOver the settings that do something in Lightroom and have no slider here, or not
 *     all of it, each as {@code name = value (why)}, in the order of the file
 */
public record CameraRawSettings(Sliders sliders, List<String> notCarriedOver) {
  /** Copies the list. */
  public CameraRawSettings {
    notCarriedOver = List.copyOf(notCarriedOver);
  }
}
