package io.tonework.standalone.doctor;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.function.Supplier;

/** Examines whether the planner can run on a GPU. */
final class Graphics {
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  private Graphics() {}

  static Finding gpu() {
    return gpu(Files.exists(NVIDIA_DRIVER), OrtEnvironment::getAvailableProviders);
  }

  /**
   * What card and build are good for.
   *
   * @param card whether the driver of one is here
   * @param providers asks ONNX Runtime what it can run on; loads its library, which may fail
   */
  static Finding gpu(boolean card, Supplier<EnumSet<OrtProvider>> providers) {
    if (!card) {
      return Finding.good("GPU", "no NVIDIA driver: models run on the CPU, which is enough");
    }
    try {
      return gpu(providers.get().contains(OrtProvider.CUDA));
    } catch (LinkageError e) {
      return Finding.lacking(
          "GPU",
          "an NVIDIA driver is here, but ONNX Runtime cannot be asked: " + e.getMessage(),
          "mend what is said of the bundle above first");
    }
  }

  private static Finding gpu(boolean build) {
    return build
        ? Finding.good("GPU", "NVIDIA driver and CUDA build: set tonework.planner.device=cuda")
        : Finding.lacking(
            "GPU",
            "an NVIDIA driver is here, but this build has no CUDA",
            "./mvnw -Pcuda -DskipTests -pl planner-worker -am package");
  }
}
