package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The three disentangled groups of sliders, one latent each, in the order of the latents. */
public enum SliderGroup {
  /** Exposure, tone and the parametric curve: 10 sliders. */
  @JsonProperty("light")
  LIGHT("light"),
  /** White balance, vibrance and saturation: 4 sliders. */
  @JsonProperty("globalColour")
  GLOBAL_COLOUR("globalColour"),
  /** Hue, saturation and luminance of eight colours: 24 sliders. */
  @JsonProperty("specificColour")
  SPECIFIC_COLOUR("specificColour");

  private final String jsonName;

  SliderGroup(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The name in JSON and in a bundle's manifest. */
  public String jsonName() {
    return jsonName;
  }
}
