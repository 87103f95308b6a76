package io.tonework.contracts;

/**
 * The planner's account of a photo, in plain sentences that are true of the plan.
 *
 * @param content what is in the picture
 * @param light what is wrong with the light, and what is done
 * @param globalColour the same for white balance and colourfulness
 * @param specificColour the same for single colours
 */
public record Reasoning(
    String content, Finding light, Finding globalColour, Finding specificColour) {
  /**
   * One aspect of a photo.
   *
   * @param issues what is wrong, or that nothing is
   * @param plan what is done about it, or that it is left alone
   */
  public record Finding(String issues, String plan) {}
}
