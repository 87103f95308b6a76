package io.tonework.standalone.files;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RegionMask;
import io.tonework.imaging.region.MaskFile;
import io.tonework.imaging.region.UnusableMask;
import io.tonework.render.MaskSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Masks that a plan of this machine names by their path. */
final class LocalMasks implements MaskSource {
  /** What stands for the bucket in a plan that was made without a store. */
  static final String BUCKET = "local";

  @Override
  public byte[] fetch(RegionMask mask) {
    ObjectId id = mask.object();
    if (id == null || !id.bucket().equals(BUCKET)) {
      throw new UnusableMask(
          "it lies at %s; a plan of the line is rendered by the line".formatted(id));
    }
    try {
      return SmallFile.read(Path.of(id.key()), MaskFile.MAX_BYTES);
    } catch (IOException e) {
      throw new UnusableMask(String.valueOf(e.getMessage()), e);
    }
  }

  /** The files that a plan names. */
  static List<Path> filesNamedBy(Plan plan) {
    return plan.regions().stream()
        .map(region -> region.mask().object())
        .filter(id -> id != null && id.bucket().equals(BUCKET))
        .map(id -> Path.of(id.key()))
        .toList();
  }
}
