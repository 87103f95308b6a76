package io.tonework.models.onnx;

/**
 * How sessions are opened.
 *
 * @param device where to run
 * @param threads threads inside one operator on the CPU, at least 1
 * @param gpu the number of the CUDA device
 */
public record SessionSettings(Device device, int threads, int gpu) {
  /** One CPU thread: the choice of whoever runs many photos at a time. */
  public static final SessionSettings SINGLE_THREAD = cpu(1);

  /** Checks the ranges. */
  public SessionSettings {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (gpu < 0) {
      throw new IllegalArgumentException("gpu must be at least 0, not " + gpu);
    }
  }

  /** The CPU with that many threads inside one operator. */
  public static SessionSettings cpu(int threads) {
    return new SessionSettings(Device.CPU, threads, 0);
  }
}
