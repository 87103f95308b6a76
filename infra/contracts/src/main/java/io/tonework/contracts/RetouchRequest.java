package io.tonework.contracts;

import org.jspecify.annotations.Nullable;

/**
 * What the sender wants done to one photo.
 *
 * @param mode how the plan is made
 * @param instruction the wish in words, at most 2,000 characters; required in style mode
 * @param sliders the sliders of param mode; none otherwise
 * @param output how the finished photo is written
 */
public record RetouchRequest(
    Mode mode, @Nullable String instruction, Sliders sliders, OutputOptions output) {
  /** The longest instruction, in characters. */
  public static final int MAX_INSTRUCTION_CHARS = 2_000;

  /** Fills in what an absent JSON field means and checks what belongs together. */
  public RetouchRequest {
    mode = mode == null ? Mode.AUTO : mode;
    sliders = sliders == null ? Sliders.none() : sliders;
    output = output == null ? OutputOptions.DEFAULT : output;
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
