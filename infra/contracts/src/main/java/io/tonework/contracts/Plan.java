package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan artifact: all that rendering needs. Rendering is a pure function of the original's bytes
 * and this.
 *
 * @param planId see {@link Ids#planId}
 * @param tenant who pays
 * @param photoId the photo
 * @param source the original that was looked at
 * @param request what was asked for, output options included
 * @param bundle the bundle whose renderer must be used
 * @param scene the scene that the planner saw
 * @param reasoning why, in words
 * @param summary what is done and why, in one line
 * @param sliders what the planner did, as sliders; none if the bundle does not think in sliders
 * @param latents the three control latents
 * @param active the groups whose latents are not masked
 * @param taste the user's offset; null when there is none
 * @param regions the parts of the photo that have latents of their own, at most {@link
 *     RetouchRequest#MAX_REGIONS}; absent in JSON when there are none
 * @param facts everything that shifted the plan beside photo, request and bundle, with its version;
 *     absent in JSON when nothing did
 */
public record Plan(
    String planId,
    String tenant,
    String photoId,
    SourceObject source,
    RetouchRequest request,
    BundleRef bundle,
    String scene,
    Reasoning reasoning,
    String summary,
    Sliders sliders,
    Latents latents,
    List<SliderGroup> active,
    @Nullable TasteOffset taste,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PlannedRegion> regions,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) VersionedFacts facts) {
  /** The longest plan that is written or read, in bytes of JSON: the same for every service. */
  public static final int MAX_BYTES = 4 << 20;

  /** Copies the lists. */
  public Plan {
    active = List.copyOf(active);
    // plans of a time before there were regions
    regions = regions == null ? List.of() : List.copyOf(regions);
    // and of a time when taste alone could shift one
    facts = facts == null ? VersionedFacts.of(taste) : facts;
  }

  /** A plan that is the same all over the photo, and that nothing but taste has shifted. */
  public Plan(
      String planId,
      String tenant,
      String photoId,
      SourceObject source,
      RetouchRequest request,
      BundleRef bundle,
      String scene,
      Reasoning reasoning,
      String summary,
      Sliders sliders,
      Latents latents,
      List<SliderGroup> active,
      @Nullable TasteOffset taste) {
    this(
        planId,
        tenant,
        photoId,
        source,
        request,
        bundle,
        scene,
        reasoning,
        summary,
        sliders,
        latents,
        active,
        taste,
        List.of(),
        VersionedFacts.of(taste));
  }
}
