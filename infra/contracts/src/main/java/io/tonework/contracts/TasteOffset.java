package io.tonework.contracts;

/**
 * A user's taste as it was when a plan was made: applied after the plan's own latents.
 *
 * @param version how many verdicts it had learned from; 0 when there is none
 * @param sliders what the user prefers beyond the plan
 * @param latents the same as latents of the plan's bundle
 */
public record TasteOffset(long version, Sliders sliders, Latents latents) {}
