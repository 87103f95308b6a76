package io.tonework.ingest.request;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Masks that came as parts of a form, by the name of their region. Until they lie in the store, a
 * request names them by a bucket that none can have. Not thread-safe while it is filled.
 */
public final class MaskUploads {
  /** No masks. */
  public static final MaskUploads NONE = new MaskUploads();

  // no bucket's name has a parenthesis
  private static final String NOT_YET = "(part)";

  private final Map<String, byte[]> byRegion = new LinkedHashMap<>();

  /** Keeps a part; false when there was one for the region already. */
  boolean add(String region, byte[] png) {
    return byRegion.putIfAbsent(region, png) == null;
  }

  /** How many there are. */
  int size() {
    return byRegion.size();
  }

  /** The regions that have a part. */
  Iterable<String> regions() {
    return byRegion.keySet();
  }

  /** True when that region's mask came as a part. */
  boolean has(String region) {
    return byRegion.containsKey(region);
  }

  /** What names that region's mask until it is stored. */
  RegionMask reference(String region) {
    return RegionMask.stored(new ObjectId(NOT_YET, region), Sha256.of(bytes(region)));
  }

  /** True for a reference to a part. */
  public static boolean isPart(RegionMask mask) {
    return mask.object() != null && mask.object().bucket().equals(NOT_YET);
  }

  /** The bytes of a region's part. */
  public byte[] bytes(String region) {
    byte[] png = byRegion.get(region);
    if (png == null) {
      throw new IllegalArgumentException("no mask came for region " + region);
    }
    return png;
  }
}
