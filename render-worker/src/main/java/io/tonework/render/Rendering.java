package io.tonework.render;

import io.tonework.contracts.Plan;
import io.tonework.imaging.codec.Deadline;
import java.util.List;

/**
 * What turns an original and its plan into the finished photo: a pure function of the two.
 * Implementations are thread-safe and use the caller's thread.
 */
public interface Rendering {
  /** See {@link RenderPhoto#render(byte[], Plan, List, Deadline)}. */
  RenderedFile render(byte[] original, Plan plan, List<byte[]> masks, Deadline deadline);

  /** See {@link RenderPhoto#smallCube(Plan)}. */
  byte[] smallCube(Plan plan);
}
