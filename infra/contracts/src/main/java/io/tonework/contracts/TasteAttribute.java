package io.tonework.contracts;

/** The attributes in which tastes differ, each tied to the slider that moves it. */
public enum TasteAttribute {
  BRIGHTNESS(Slider.EXPOSURE),
  CONTRAST(Slider.CONTRAST),
  HIGHLIGHTS(Slider.HIGHLIGHTS),
  SHADOWS(Slider.SHADOWS),
  TEMPERATURE(Slider.TEMPERATURE),
  TINT(Slider.TINT),
  COLOURFULNESS(Slider.SATURATION);

  private final Slider slider;

  TasteAttribute(Slider slider) {
    this.slider = slider;
  }

  /** The slider that expresses a taste for more or less of it. */
  public Slider slider() {
    return slider;
  }
}
