package io.tonework.planner.model;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.lattice.RgbFunction;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.planner.AutoResult;
import io.tonework.models.planner.PlannerModel;
import org.jspecify.annotations.Nullable;

/** What a plan needs of a bundle: a port. Implementations are thread-safe. */
public interface PlanModels {
  /** What plans say that they were made with. */
  BundleRef ref();

  /** True when the bundle has the mode. */
  boolean has(Mode mode);

  /**
   * Passes when the bundle has the mode.
   *
   * @throws io.tonework.models.ModeUnavailableException otherwise
   */
  void require(Mode mode);

  /** The picture that is looked at. */
  Manifest.InputSpec input();

  /**
   * The pictures that reference mode looks at.
   *
   * @throws io.tonework.models.ModeUnavailableException when the bundle has no such mode
   */
  Manifest.InputSpec pair();

  /** True when sliders have latents of their own, without a word being written. */
  boolean encodesSliders();

  /**
   * The latents of sliders; the latent of a group whose sliders are all 0 is 0 too.
   *
   * @throws io.tonework.models.ModeUnavailableException when the bundle has no param mode
   * @throws io.tonework.models.ModelException when the model cannot be run
   */
  Latents encode(Sliders sliders);

  /**
   * Looks at a photo and decides without words.
   *
   * @throws io.tonework.models.ModeUnavailableException when the bundle cannot
   * @throws io.tonework.models.ModelException when the model cannot be run
   * @throws io.tonework.models.RequestDroppedException when there is too much to do
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  AutoResult decide(ModelInput photo) throws InterruptedException;

  /**
   * The edit of another photo.
   *
   * @param before that photo before its edit, as {@link #pair} wants it
   * @param after and after it
   * @throws io.tonework.models.ModeUnavailableException when the bundle has no reference mode
   * @throws io.tonework.models.ModelException when the model cannot be run
   */
  PlannerModel.Carried carry(ModelInput before, ModelInput after);

  /** The colour map of latents. */
  RgbFunction colourMap(Latents latents);

  /** The part that reads and writes; null when the bundle has none. */
  @Nullable PlanWriter writer();
}
