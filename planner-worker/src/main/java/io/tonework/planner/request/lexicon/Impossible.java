package io.tonework.planner.request.lexicon;

/** What is asked for though tone and colour cannot do it. */
public enum Impossible {
  CROPPING,
  ROTATING,
  SHARPENING,
  BLURRING,
  NOISE,
  TEXT
}
