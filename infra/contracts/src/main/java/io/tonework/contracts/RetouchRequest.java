package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sender wants done to one photo.
 *
 * @param mode how the plan is made
 * @param instruction the wish in words, at most 2,000 characters; required in style mode
 * @param sliders the sliders of param mode; none otherwise
 * @param output how the finished photo is written
 * @param regions the parts of the photo that are done otherwise, in any mode, at most {@link
 *     #MAX_REGIONS} of different names; absent in JSON when there are none
 * @param look what is laid over the result, in every mode; null for nothing
 * @param reference the edit to carry over; planned in reference mode only with one, null in every
 *     other
 * @param priority who goes first where photos wait; null is interactive
 * @param lut whether the plan's look is wanted as a {@code .cube} file too; absent in JSON when not
 */
public record RetouchRequest(
    Mode mode,
    @Nullable String instruction,
    Sliders sliders,
    OutputOptions output,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RequestedRegion> regions,
    @Nullable LookRef look,
    @Nullable ReferencePair reference,
    @Nullable Priority priority,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lut) {
  /** Most regions of a photo. */
  public static final int MAX_REGIONS = 8;

  /** The longest instruction, in characters. */
  public static final int MAX_INSTRUCTION_CHARS = 2_000;

  /** Fills in what an absent JSON field means and checks what belongs together. */
  public RetouchRequest {
    mode = mode == null ? Mode.AUTO : mode;
    sliders = sliders == null ? Sliders.none() : sliders;
    output = output == null ? OutputOptions.DEFAULT : output;
    regions = regions == null ? List.of() : List.copyOf(regions);
    checkRegions(regions);
    if (instruction != null && instruction.length() > MAX_INSTRUCTION_CHARS) {
      throw new IllegalArgumentException(
          "instruction must have at most "
              + MAX_INSTRUCTION_CHARS
              + " characters, not "
              + instruction.length());
    }
    if (mode == Mode.STYLE && (instruction == null || instruction.isBlank())) {
      throw new IllegalArgumentException("instruction is required in style mode");
    }
    if (mode != Mode.PARAM && !sliders.isNone()) {
      throw new IllegalArgumentException(
          "sliders belong to param mode; this request is in " + mode.jsonName() + " mode");
    }
    if (mode != Mode.REFERENCE && reference != null) {
      throw new IllegalArgumentException(
          "reference belongs to reference mode; this request is in " + mode.jsonName() + " mode");
    }
  }

  /** A wish that is the same all over the photo. */
  public RetouchRequest(
      Mode mode, @Nullable String instruction, Sliders sliders, OutputOptions output) {
    this(mode, instruction, sliders, output, List.of(), null, null, null, false);
  }

  /** Carries the edit of another photo over. */
  public static RetouchRequest reference(ReferencePair pair, OutputOptions output) {
    return new RetouchRequest(Mode.REFERENCE, null, Sliders.none(), output).with(pair);
  }

  /** Who goes first, with the default filled in. */
  @JsonIgnore
  public Priority urgency() {
    return priority == null ? Priority.INTERACTIVE : priority;
  }

  /** This wish with that reference, once it is known where its photos lie; null for none. */
  public RetouchRequest with(@Nullable ReferencePair other) {
    return changed(mode, instruction, regions, look, other, priority, lut);
  }

  /** This wish with that priority. */
  public RetouchRequest with(Priority other) {
    return changed(mode, instruction, regions, look, reference, other, lut);
  }

  /** This wish with these regions. */
  public RetouchRequest with(List<RequestedRegion> others) {
    return changed(mode, instruction, others, look, reference, priority, lut);
  }

  /** This wish with that look on top; null for none. */
  public RetouchRequest withLook(@Nullable LookRef other) {
    return changed(mode, instruction, regions, other, reference, priority, lut);
  }

  /** This wish, with the look as a {@code .cube} file beside the photo. */
  public RetouchRequest withLut() {
    return changed(mode, instruction, regions, look, reference, priority, true);
  }

  /**
   * This wish in words.
   *
   * @throws IllegalArgumentException when the words do not fit the mode or the rest
   */
  public RetouchRequest asked(Mode otherMode, String words) {
    return changed(otherMode, words, regions, look, reference, priority, lut);
  }

  /** The one place that copies: what it is not given stays as it is. */
  private RetouchRequest changed(
      Mode otherMode,
      @Nullable String otherInstruction,
      List<RequestedRegion> otherRegions,
      @Nullable LookRef otherLook,
      @Nullable ReferencePair otherReference,
      @Nullable Priority otherPriority,
      boolean otherLut) {
    return new RetouchRequest(
        otherMode,
        otherInstruction,
        sliders,
        output,
        otherRegions,
        otherLook,
        otherReference,
        otherPriority,
        otherLut);
  }

  private static void checkRegions(List<RequestedRegion> regions) {
    if (regions.size() > MAX_REGIONS) {
      throw new IllegalArgumentException(
          "a photo may have at most " + MAX_REGIONS + " regions, not " + regions.size());
    }
    Set<String> names = new HashSet<>();
    for (RequestedRegion region : regions) {
      if (!names.add(region.name())) {
        throw new IllegalArgumentException(
            "two regions are named '" + region.name() + "'; give each a name of its own");
      }
    }
  }

  /** Auto mode with the default output. */
  public static RetouchRequest auto() {
    return new RetouchRequest(Mode.AUTO, null, Sliders.none(), OutputOptions.DEFAULT);
  }

  /** Param mode with these sliders and the default output. */
  public static RetouchRequest param(Sliders sliders) {
    return new RetouchRequest(Mode.PARAM, null, sliders, OutputOptions.DEFAULT);
  }
}
