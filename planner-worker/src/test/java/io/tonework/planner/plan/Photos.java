package io.tonework.planner.plan;

import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;

/** Photographs for tests, as files. */
public final class Photos {
  private Photos() {}

  public static byte[] jpeg(Scene scene, long seed, CaptureFault fault) {
    return SyntheticPhoto.jpeg(scene, 320, 240, seed, fault, 90);
  }

  /** The n-th of a mixed lot. */
  public static byte[] jpeg(int n) {
    Scene[] scenes = Scene.values();
    CaptureFault[] faults = CaptureFault.values();
    return jpeg(scenes[n % scenes.length], n, faults[(n / 2) % faults.length]);
  }
}
