package io.tonework.standalone.doctor;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import java.nio.file.Files;
import java.nio.file.Path;

/** Examines whether the planner can run on a GPU. */
final class Graphics {
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  private Graphics() {}

  static Finding gpu() {
    boolean card = Files.exists(NVIDIA_DRIVER);
    boolean build = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    if (!card) {
      return Finding.good("GPU", "no NVIDIA driver: models run on the CPU, which is enough");
    }
    return build
        ? Finding.good("GPU", "NVIDIA driver and CUDA build: set tonework.planner.device=cuda")
        : Finding.lacking(
            "GPU",
            "an NVIDIA driver is here, but this build has no CUDA",
            "./mvnw -Pcuda -DskipTests -pl planner-worker -am package");
  }
}
