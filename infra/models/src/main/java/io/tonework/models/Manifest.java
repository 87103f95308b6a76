package io.tonework.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.Mode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bundle's {@code manifest.json}, format 1, as written.
 *
 * @param format the version of this layout: 1
 * @param name such as {@code compact}
 * @param version such as {@code 0.1.0}
 * @param licence SPDX identifier of the weights, or a name such as {@code research-only}
 * @param modes the modes that the bundle has
 * @param sliders names of the 38 sliders in the order of every slider vector
 * @param latents the three latents
 * @param input the picture that the planner looks at
 * @param scenes names of the scene output, in order
 * @param content names of the content output, in order
 * @param graphs the ONNX files by role
 * @param golden recorded inputs and outputs
 * @param training where the weights come from; free form
 */
public record Manifest(
    int format,
    String name,
    String version,
    String licence,
    List<Mode> modes,
    List<String> sliders,
    LatentSpec latents,
    InputSpec input,
    List<String> scenes,
    List<String> content,
    Map<String, GraphSpec> graphs,
    @Nullable List<GoldenSpec> golden,
    @Nullable JsonNode training) {

  /** The layout that this build reads. */
  public static final int FORMAT = 1;

  /**
   * The latents.
   *
   * @param groups names of the groups in order
   * @param sizes values of each group's latent
   */
  public record LatentSpec(List<String> groups, List<Integer> sizes) {}

  /**
   * The picture that the planner looks at.
   *
   * @param width pixels
   * @param height pixels
   * @param layout {@code NCHW}
   * @param range smallest and largest value
   * @param colourSpace {@code sRGB}
   * @param resize how a photo becomes width x height, in words
   */
  public record InputSpec(
      int width,
      int height,
      String layout,
      List<Double> range,
      String colourSpace,
      String resize) {}

  /**
   * An ONNX file.
   *
   * @param file its path in the bundle
   * @param sha256 lower-case hex over the file
   * @param inputs shapes by tensor name
   * @param outputs shapes by tensor name
   */
  public record GraphSpec(
      String file,
      String sha256,
      Map<String, TensorShape> inputs,
      Map<String, TensorShape> outputs) {}

  /**
   * Recorded tensors: little-endian float32 files.
   *
   * @param graph the role that was run
   * @param inputs files by tensor name
   * @param outputs files by tensor name
   * @param shapes shapes by tensor name, all fixed
   */
  public record GoldenSpec(
      String graph,
      Map<String, String> inputs,
      Map<String, String> outputs,
      Map<String, List<Long>> shapes) {}
}
