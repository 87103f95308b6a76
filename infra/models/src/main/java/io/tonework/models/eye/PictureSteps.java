package io.tonework.models.eye;

import io.tonework.imaging.pixels.RgbImage;
import io.tonework.models.manifest.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way from an upright sRGB photo to what a graph looks at. Immutable. */
public final class PictureSteps {
  private static final int WHITEST = 255;

  private final Manifest.InputSpec spec;
  private final List<Manifest.StepSpec> steps;

  private PictureSteps(Manifest.InputSpec spec, List<Manifest.StepSpec> steps) {
    this.spec = spec;
    this.steps = steps;
  }

  /**
   * The steps of a manifest; without any, one squash by a box filter.
   *
   * @throws IllegalArgumentException naming the step that this build cannot do
   */
  public static PictureSteps of(Manifest.InputSpec spec) {
    List<Manifest.StepSpec> steps = spec.steps();
    if (steps == null || steps.isEmpty()) {
      steps =
          List.of(new Manifest.StepSpec(List.of(spec.width(), spec.height()), null, null, "box"));
    }
    for (int i = 0; i < steps.size(); i++) {
      check("steps[" + i + "]", steps.get(i), i == steps.size() - 1, spec);
    }
    return new PictureSteps(spec, List.copyOf(steps));
  }

  private static void check(
      String name, Manifest.StepSpec step, boolean isLast, Manifest.InputSpec spec) {
    int given =
        (step.size() == null ? 0 : 1)
            + (step.shortEdge() == null ? 0 : 1)
            + (step.padSquare() == null ? 0 : 1);
    require(given == 1, name + " must have exactly one of size, shortEdge and padSquare");
    List<Integer> colour = step.padSquare();
    if (colour != null) {
      require(
          colour.size() == 3 && colour.stream().allMatch(value -> value >= 0 && value <= WHITEST),
          name + ".padSquare must be three numbers 0..255, not " + colour);
    } else {
      Resampling _ = Resampling.of(name, step.filter());
      checkSize(name, step);
    }
    require(
        !"box".equals(step.filter()) || isLast,
        name + ": a box filter keeps fractions, so it must be the last step");
    require(
        !isLast || List.of(spec.width(), spec.height()).equals(step.size()),
        name + " is the last and must make the size " + spec.width() + " x " + spec.height());
  }

  private static void checkSize(String name, Manifest.StepSpec step) {
    List<Integer> size = step.size();
    require(
        size == null || (size.size() == 2 && size.stream().allMatch(side -> side > 0)),
        name + ".size must be two numbers above 0, not " + size);
    Integer edge = step.shortEdge();
    require(edge == null || edge > 0, name + ".shortEdge must be above 0, not " + edge);
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }

  /** The longer side that a photo of this shape must have at least, so that no step enlarges it. */
  int longerSideNeeded(int width, int height) {
    double longer = Math.max(width, height);
    double shorter = Math.min(width, height);
    int needed = 0;
    for (Manifest.StepSpec step : steps) {
      Integer edge = step.shortEdge();
      if (edge != null) {
        return Math.max(needed, (int) Math.ceil(edge * longer / shorter));
      }
      if (step.size() != null) {
        return Math.max(needed, Math.max(spec.width(), spec.height()));
      }
    }
    return needed;
  }

  /** Planes R, G, B of the photo, {@code float[3 * height * width]}, 0..1. */
  float[] apply(RgbImage photo) {
    RgbImage picture = photo;
    for (Manifest.StepSpec step : steps) {
      if ("box".equals(step.filter())) {
        return Resize.toPlanes(picture, spec.width(), spec.height());
      }
      picture = apply(step, picture);
    }
    return planes(picture);
  }

  private static RgbImage apply(Manifest.StepSpec step, RgbImage picture) {
    List<Integer> colour = step.padSquare();
    if (colour != null) {
      return padded(picture, colour);
    }
    Resampling resampling = Resampling.of("step", step.filter());
    List<Integer> size = step.size();
    return size == null
        ? shortEdge(picture, step.shortEdge(), resampling)
        : resampling.resize(picture, size.get(0), size.get(1));
  }

  private static RgbImage shortEdge(
      RgbImage picture, @Nullable Integer edge, Resampling resampling) {
    if (edge == null) {
      throw new IllegalStateException("a step without a size was let through");
    }
    int width = picture.width();
    int height = picture.height();
    return width <= height
        ? resampling.resize(picture, edge, Math.max(1, (int) ((long) edge * height / width)))
        : resampling.resize(picture, Math.max(1, (int) ((long) edge * width / height)), edge);
  }

  private static RgbImage padded(RgbImage picture, List<Integer> colour) {
    int side = Math.max(picture.width(), picture.height());
    byte[] square = new byte[side * side * 3];
    for (int i = 0; i < square.length; i++) {
      square[i] = colour.get(i % 3).byteValue();
    }
    int left = (side - picture.width()) / 2;
    int top = (side - picture.height()) / 2;
    int row = picture.width() * 3;
    for (int y = 0; y < picture.height(); y++) {
      System.arraycopy(picture.rgb(), y * row, square, ((top + y) * side + left) * 3, row);
    }
    return new RgbImage(side, side, square);
  }

  private static float[] planes(RgbImage picture) {
    int pixels = picture.width() * picture.height();
    float[] planes = new float[3 * pixels];
    for (int i = 0; i < pixels; i++) {
      for (int c = 0; c < 3; c++) {
        planes[c * pixels + i] = (picture.rgb()[i * 3 + c] & 0xff) / 255f;
      }
    }
    return planes;
  }
}
