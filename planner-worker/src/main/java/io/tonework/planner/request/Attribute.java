package io.tonework.planner.request;

/** The attributes of a picture that the grammar itself tells apart, as the lexicon names them. */
final class Attribute {
  static final String LIGHTNESS = "lightness";
  static final String COLOURFULNESS = "colourfulness";
  static final String WARMTH = "warmth";
  static final String CONTRAST = "contrast";

  private Attribute() {}
}
