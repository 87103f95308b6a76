package io.tonework.contracts;

/** Slider values that no photo can be rendered with; the message names the slider and the rule. */
public final class InvalidSlidersException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String slider;

  InvalidSlidersException(String slider, String message) {
    super(message);
    this.slider = slider;
  }

  /** The name as the sender wrote it. */
  public String slider() {
    return slider;
  }
}
