package io.tonework.models.onnx;

/** Where a session is asked to run. */
public enum Device {
  /** CUDA when this build and this machine have it, else the CPU. */
  AUTO,
  /** The CPU. */
  CPU,
  /** CUDA; falls back to the CPU with a warning, because a slow answer beats none. */
  CUDA
}
