package io.tonework.planner.model;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.planner.AutoResult;
import io.tonework.models.planner.PlannerModel;
import io.tonework.models.planner.Tag;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Models without weights: latents are the sliders themselves, and their colours are those of an
 * exposure, a temperature and a luminance of blues.
 *
 * @param modes what the bundle is said to have
 * @param decided what is decided for every photo
 * @param writer null for a bundle without words
 */
public record ScriptedModels(Set<Mode> modes, Sliders decided, @Nullable PlanWriter writer)
    implements PlanModels {
  /** Values of one latent: a group has no more sliders than that. */
  private static final int SIZE = Slider.COUNT;

  /** A bundle that has every mode. */
  public static ScriptedModels with(@Nullable PlanWriter writer) {
    return new ScriptedModels(EnumSet.allOf(Mode.class), Sliders.none(), writer);
  }

  /** A bundle that decides the same for every photo, without a word. */
  public static ScriptedModels deciding(Sliders sliders) {
    return new ScriptedModels(EnumSet.of(Mode.AUTO, Mode.PARAM, Mode.REFERENCE), sliders, null);
  }

  @Override
  public BundleRef ref() {
    return new BundleRef("scripted", "1", "0".repeat(64));
  }

  @Override
  public boolean has(Mode mode) {
    return modes.contains(mode);
  }

  @Override
  public void require(Mode mode) {
    if (!has(mode)) {
      throw new ModeUnavailableException(ref(), mode, modes);
    }
  }

  @Override
  public Manifest.InputSpec input() {
    return new Manifest.InputSpec(8, 8, "NCHW", List.of(0.0, 1.0), "sRGB", "box filter", null);
  }

  @Override
  public Manifest.InputSpec pair() {
    return input();
  }

  @Override
  public boolean encodesSliders() {
    return true;
  }

  @Override
  public Latents encode(Sliders sliders) {
    return latents(sliders);
  }

  /** The latents of sliders. */
  public static Latents latents(Sliders sliders) {
    float[] values = new float[3 * SIZE];
    float[] normalised = sliders.toNormalised();
    for (Slider slider : Slider.values()) {
      values[slider.group().ordinal() * SIZE + slider.ordinal()] = normalised[slider.ordinal()];
    }
    return Latents.of(SIZE, values);
  }

  @Override
  public AutoResult decide(ModelInput photo) {
    return new AutoResult(decided, encode(decided), List.of(new Tag("landscape", 0.9f)), List.of());
  }

  @Override
  public PlannerModel.Carried carry(ModelInput before, ModelInput after) {
    Sliders brighter = Sliders.of(Map.of(Slider.EXPOSURE, 30.0));
    return new PlannerModel.Carried(encode(brighter), brighter);
  }

  @Override
  public RgbFunction colourMap(Latents latents) {
    return colours(latents);
  }

  /** What latents do to colours. */
  public static RgbFunction colours(Latents latents) {
    float light = value(latents, Slider.EXPOSURE);
    float warmth = 0.2f * value(latents, Slider.TEMPERATURE);
    float blues = value(latents, Slider.LUMINANCE_BLUE);
    return (rgb, out, points) -> {
      for (int i = 0; i < points * 3; i += 3) {
        boolean isBlue = rgb[i + 2] > rgb[i] + 0.1f && rgb[i + 2] > rgb[i + 1];
        // a power keeps black and white where they are, so that nothing is cut off
        double power = Math.exp(-2 * (light + (isBlue ? blues : 0)));
        out[i] = clamped(Math.pow(rgb[i], power) + warmth);
        out[i + 1] = clamped(Math.pow(rgb[i + 1], power));
        out[i + 2] = clamped(Math.pow(rgb[i + 2], power) - warmth);
      }
    };
  }

  private static float value(Latents latents, Slider slider) {
    SliderGroup group = slider.group();
    return latents.toArray()[group.ordinal() * latents.size() + slider.ordinal()];
  }

  private static float clamped(double value) {
    return (float) Math.clamp(value, 0, 1);
  }
}
