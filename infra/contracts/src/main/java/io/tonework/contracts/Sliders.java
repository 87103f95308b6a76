package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slider values in user units, -100 to 100; a slider that is not named is 0.
 *
 * <p>In JSON an object such as {@code {"Exposure2012": 30}}; VeraRetouch's form {@code
 * {"Exposure2012": {"value": 30}}} is read too. Immutable.
 */
public final class Sliders {
  /** The largest magnitude of a slider. */
  public static final double LIMIT = 100;

  private static final Sliders NONE = new Sliders(new EnumMap<>(Slider.class));

  private final Map<Slider, Double> values;

  private Sliders(EnumMap<Slider, Double> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** No slider moved. */
  public static Sliders none() {
    return NONE;
  }

  /**
   * Sliders with these values.
   *
   * @param values user units, -100..100; zeros are dropped
   * @throws InvalidSlidersException for a value that is not finite or out of range
   */
  public static Sliders of(Map<Slider, Double> values) {
    EnumMap<Slider, Double> checked = new EnumMap<>(Slider.class);
    values.forEach((slider, value) -> {
      checkRange(slider, value);
      if (value != 0) {
        checked.put(slider, value);
      }
    });
    return checked.isEmpty() ? NONE : new Sliders(checked);
  }

  /**
   * Reads the JSON object of a request or slider file.
   *
   * @throws InvalidSlidersException for an unknown name, a value that is no number or out of range
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Sliders fromJson(JsonNode json) {
    if (!json.isObject()) {
      throw new InvalidSlidersException(
          "", "sliders must be a JSON object such as {\"Exposure2012\": 30}, not " + json);
    }
    EnumMap<Slider, Double> read = new EnumMap<>(Slider.class);
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      String name = field.getKey();
      Slider slider =
          Slider.byCrsName(name)
              .orElseThrow(() ->
                  new InvalidSlidersException(
                      name,
                      "unknown slider '"
                          + name
                          + "'; the names are "
                          + String.join(", ", Slider.crsNames())));
      JsonNode value = field.getValue();
      JsonNode number = value.isObject() && value.has("value") ? value.get("value") : value;
      if (!number.isNumber()) {
        throw new InvalidSlidersException(
            name, "slider '" + name + "' must be a number from -100 to 100, not " + value);
      }
      read.put(slider, number.doubleValue());
    }
    return of(read);
  }

  /**
   * Sliders of a vector in canonical order.
   *
   * @param normalised 38 values, -1..1; values beyond are clamped
   */
  public static Sliders fromNormalised(float[] normalised) {
    if (normalised.length != Slider.COUNT) {
      throw new IllegalArgumentException("38 sliders expected, got " + normalised.length);
    }
    EnumMap<Slider, Double> read = new EnumMap<>(Slider.class);
    for (Slider slider : Slider.values()) {
      double value = Math.clamp(normalised[slider.ordinal()] * LIMIT, -LIMIT, LIMIT);
      // a hundredth of a unit is far below what an eye or an 8-bit pixel can tell
      read.put(slider, Math.round(value * 100) / 100.0);
    }
    return of(read);
  }

  /** The vector that a bundle takes: 38 values in canonical order, -1..1. */
  public float[] toNormalised() {
    float[] normalised = new float[Slider.COUNT];
    values.forEach((slider, value) -> normalised[slider.ordinal()] = (float) (value / LIMIT));
    return normalised;
  }

  /** The value of one slider, -100..100. */
  public double get(Slider slider) {
    return values.getOrDefault(slider, 0.0);
  }

  /** The sliders that are not 0, in canonical order. */
  public Map<Slider, Double> moved() {
    return values;
  }

  /** True when no slider is moved. */
  public boolean isNone() {
    return values.isEmpty();
  }

  /** True when a slider of that group is moved. */
  public boolean moves(SliderGroup group) {
    return values.keySet().stream().anyMatch(slider -> slider.group() == group);
  }

  /** The JSON form, by {@code crs:} name in canonical order. */
  @JsonValue
  public Map<String, Double> toJson() {
    Map<String, Double> json = new LinkedHashMap<>();
    values.forEach((slider, value) -> json.put(slider.crsName(), value));
    return json;
  }

  private static void checkRange(Slider slider, double value) {
    if (!Double.isFinite(value) || Math.abs(value) > LIMIT) {
      throw new InvalidSlidersException(
          slider.crsName(),
          "slider '" + slider.crsName() + "' must be from -100 to 100, not " + value);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sliders that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return toJson().toString();
  }
}
