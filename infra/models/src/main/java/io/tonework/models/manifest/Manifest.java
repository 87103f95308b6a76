package io.tonework.models.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.Mode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bundle's {@code manifest.json}, format 1 or 2, as written.
 *
 * @param format the version of this layout: 1 or 2
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
 * @param compiled how the renderer's graph is also a short program; null when it is a graph alone
 * @param pair the pictures that reference mode looks at; format 2
 * @param tokenizer {@code tokenizer.json} in the layout of Hugging Face tokenizers; format 2
 * @param decoder the sizes of the decoder and its cache; format 2
 * @param special token ids by name: {@code retouch_light}, {@code retouch_global}, {@code
 *     retouch_specific} and {@code end}; format 2
 * @param prompts templates by mode, see the language part's prompt writer; format 2
 * @param sections where the parts of the reasoning begin and end among the tokens; format 2
 * @param wording ids that stand for whole phrases; format 2
 * @param grammar the automaton of what may be written; without one the text is free
 * @param wishes what the wishes that the text can name mean in sliders; format 2
 * @param plans recorded plans; format 2
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
    @Nullable CompiledSpec compiled,
    @Nullable InputSpec pair,
    @Nullable FileSpec tokenizer,
    @Nullable DecoderSpec decoder,
    @Nullable Map<String, Integer> special,
    @Nullable Map<String, String> prompts,
    @Nullable List<SectionSpec> sections,
    @Nullable WordingSpec wording,
    @Nullable FileSpec grammar,
    @Nullable WishesSpec wishes,
    @Nullable List<PlanSpec> plans,
    @Nullable List<GoldenSpec> golden,
    @Nullable JsonNode training) {

  /** The layout whose planner looks once and decides. */
  public static final int LOOKS = 1;

  /** The layout whose planner may also read and write. */
  public static final int READS_AND_WRITES = 2;

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
   * @param steps the same for machines, in order; format 2
   */
  public record InputSpec(
      int width,
      int height,
      String layout,
      List<Double> range,
      String colourSpace,
      String resize,
      @Nullable List<StepSpec> steps) {}

  /**
   * One step from a photo to what the planner looks at; exactly one of the first three is there.
   *
   * @param size becomes width x height without keeping the aspect ratio
   * @param shortEdge becomes so large that the shorter side has as many pixels; the longer one is
   *     cut down to a whole number
   * @param padSquare is centred on a square of this colour, R, G, B, 0..255
   * @param filter {@code box}, {@code bilinear}, {@code bicubic} or {@code lanczos3}; not for
   *     padding
   */
  public record StepSpec(
      @Nullable List<Integer> size,
      @Nullable Integer shortEdge,
      @Nullable List<Integer> padSquare,
      @Nullable String filter) {}

  /**
   * A file of the bundle.
   *
   * @param file its path in the bundle
   * @param sha256 lower-case hex over the file
   */
  public record FileSpec(String file, String sha256) {}

  /**
   * The decoder.
   *
   * @param layers how many keep keys and values
   * @param kvHeads heads of keys and values in each
   * @param headDim length of a key
   * @param width D, length of a hidden state
   * @param vocabulary number of token ids
   * @param maxTokens most tokens of an answer
   * @param maxInstruction most tokens of an instruction, which is cut there; null for no limit
   * @param logits {@code last} when the graph gives those of the last position only, else {@code
   *     all}
   * @param retouchStates {@code at} when the hidden states that become latents are those at the
   *     retouch tokens, {@code predicting} when they are those that predicted them
   */
  public record DecoderSpec(
      int layers,
      int kvHeads,
      int headDim,
      int width,
      int vocabulary,
      int maxTokens,
      @Nullable Integer maxInstruction,
      String logits,
      String retouchStates) {}

  /**
   * Ids that stand for phrases, each with the blank or comma before it.
   *
   * @param first the id of the first phrase
   * @param text the phrases
   */
  public record WordingSpec(int first, List<String> text) {}

  /**
   * A part of the reasoning.
   *
   * @param part {@code content} or {@code light}, {@code globalColour}, {@code specificColour} with
   *     {@code .issues} or {@code .plan}
   * @param start the token before its text
   * @param end the token after it; without one it ends where the next section starts
   */
  public record SectionSpec(String part, int start, @Nullable Integer end) {}

  /**
   * What the wishes that the reasoning can name mean, and the phrases that they stand between.
   *
   * @param sizes phrases behind a wish that say how strong it was meant
   * @param moves the wishes
   * @param marks the phrases around wishes; null in bundles that do not name them
   */
  public record WishesSpec(List<SizeSpec> sizes, List<MoveSpec> moves, @Nullable WishMarks marks) {}

  /**
   * The phrases around wishes, by id.
   *
   * @param opening is followed by the wishes that are told
   * @param separator stands between two of them
   * @param closing stands behind the last
   * @param refusing is followed by what was asked for and cannot be done; null for none
   * @param looks the wishes that are looks, without a move of their own
   */
  public record WishMarks(
      int opening, int separator, int closing, @Nullable Integer refusing, List<Integer> looks) {}

  /**
   * A phrase of strength.
   *
   * @param token its id
   * @param factor how strong, where a wish without such a phrase has 1
   */
  public record SizeSpec(int token, double factor) {}

  /**
   * A wish.
   *
   * @param tokens its phrases, in order
   * @param claim what must become true of the pixels, {@code aspect[@hue]:direction}
   * @param sliders the move of a plain wish by name, -1..1
   */
  public record MoveSpec(List<Integer> tokens, String claim, Map<String, Double> sliders) {}

  /**
   * A plan that the training recorded; the files are little-endian float32.
   *
   * @param mode how it was asked for
   * @param instruction the wish, if there was one
   * @param sliders by name, -1..1, if there were any
   * @param pixels {@code [1, 3, H, W]}; null when the prompt shows no photo
   * @param facts what was measured on the photo, for the grammar
   * @param ids every token of the answer
   * @param text the answer without special tokens
   * @param hidden {@code [1, 3, D]}, the states of the retouch tokens
   * @param latents {@code [1, 3, d]}
   */
  public record PlanSpec(
      Mode mode,
      @Nullable String instruction,
      @Nullable Map<String, Double> sliders,
      @Nullable String pixels,
      @Nullable List<String> facts,
      List<Integer> ids,
      String text,
      String hidden,
      String latents) {}

  /**
   * An ONNX file.
   *
   * @param file its path in the bundle
   * @param sha256 lower-case hex over the file
   * @param inputs shapes by tensor name
   * @param outputs shapes by tensor name
   * @param data files of weights that lie beside it; format 2
   */
  public record GraphSpec(
      String file,
      String sha256,
      Map<String, TensorShape> inputs,
      Map<String, TensorShape> outputs,
      @Nullable List<FileSpec> data) {
    public List<FileSpec> dataFiles() {
      return data == null ? List.of() : data;
    }
  }

  /**
   * The renderer as stages whose numbers are linear readings of the latents. The file holds the
   * weights of these readings, little-endian float32, {@code [3 + levels + tone + 3 + 3 * hues,
   * d]}: gains and chroma read the latent of global colour, levels and tone that of light, the
   * table over hue that of specific colour.
   *
   * @param form {@code stages-1}, see ADR 0245; others are not used
   * @param file its path in the bundle
   * @param sha256 lower-case hex over the file
   * @param levels Chebyshev terms added to each channel
   * @param tone Chebyshev terms of the gain over luma
   * @param hues hues of the table
   * @param hueSharpness concentration of the windows around them
   */
  public record CompiledSpec(
      String form,
      String file,
      String sha256,
      int levels,
      int tone,
      int hues,
      double hueSharpness) {
    /** The form that this build compiles. */
    public static final String STAGES = "stages-1";
  }

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
