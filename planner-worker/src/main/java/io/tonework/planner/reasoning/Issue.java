package io.tonework.planner.reasoning;

/**
 * Something about a photo that a retoucher would look at.
 *
 * @param word for the summary, such as {@code dark}
 * @param clause for the reasoning, with the figure that shows it
 */
record Issue(String word, String clause) {}
