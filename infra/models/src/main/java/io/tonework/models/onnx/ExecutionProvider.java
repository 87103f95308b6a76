package io.tonework.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session really runs on. */
public enum ExecutionProvider {
  CPU,
  CUDA;

  private static final Logger log = LoggerFactory.getLogger(ExecutionProvider.class);

  /** What sessions with these settings run on here. */
  public static ExecutionProvider of(SessionSettings settings) {
    OnnxRuntime.environment();
    try (SessionOptions options = new SessionOptions()) {
      return addTo(options, settings);
    }
  }

  /** Chooses and adds the provider; the CPU when CUDA is not asked for or not to be had. */
  static ExecutionProvider addTo(SessionOptions options, SessionSettings settings) {
    if (settings.device() == Device.CPU) {
      return CPU;
    }
    if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
      fallBack(settings, "this build has no CUDA libraries; build it with -Pcuda");
      return CPU;
    }
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(settings.gpu())) {
      // the default doubles the arena at each growth, which wastes up to half of the card
      cuda.add("arena_extend_strategy", "kSameAsRequested");
      options.addCUDA(cuda);
      return CUDA;
    } catch (OrtException e) {
      fallBack(settings, String.valueOf(e.getMessage()));
      return CPU;
    }
  }

  private static void fallBack(SessionSettings settings, String why) {
    // asked for by name is worth a warning, merely allowed is not
    (settings.device() == Device.CUDA ? log.atWarn() : log.atDebug())
        .addKeyValue("gpu", settings.gpu())
        .addKeyValue("cause", why)
        .log("CUDA is not available, the model runs on the CPU");
  }
}
