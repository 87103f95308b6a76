package io.tonework.render;

import io.tonework.contracts.Plan;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.Sha256;
import io.tonework.imaging.region.MaskFile;
import io.tonework.imaging.region.UnusableMask;
import java.util.ArrayList;
import java.util.List;

/** Where the mask files of a plan come from. Implementations are thread-safe and may block. */
public interface MaskSource {
  /** Knows only masks that travel along in the plan. */
  MaskSource INLINE =
      mask -> {
        throw new UnusableMask(
            "it lies at " + mask.object() + ", which cannot be reached from here");
      };

  /**
   * The bytes of a mask that does not travel along, not yet held against its digest.
   *
   * @throws UnusableMask when it is not there or longer than {@link MaskFile#MAX_BYTES}
   */
  byte[] fetch(RegionMask mask);

  /**
   * The mask files of a plan, in the order of its regions.
   *
   * @throws UnusableMask naming the region whose mask is not there or is another than was planned
   */
  default List<byte[]> filesOf(Plan plan) {
    List<byte[]> files = new ArrayList<>();
    for (PlannedRegion region : plan.regions()) {
      try {
        files.add(file(region.mask()));
      } catch (UnusableMask | IllegalArgumentException e) {
        throw new UnusableMask(
            "the mask of region '%s' cannot be used: %s".formatted(region.name(), e.getMessage()),
            e);
      }
    }
    return files;
  }

  private byte[] file(RegionMask mask) {
    if (mask.object() == null) {
      return mask.inlineBytes();
    }
    byte[] bytes = fetch(mask);
    String found = Sha256.of(bytes);
    if (!found.equals(mask.sha256())) {
      throw new UnusableMask(
          "%s has the digest %s, the plan was made with %s; send the photo anew"
              .formatted(mask.object(), found, mask.sha256()));
    }
    return bytes;
  }
}
