package io.tonework.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tonework.contracts.InvalidSlidersException;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.RequestedRegion;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.region.MaskFile;
import io.tonework.imaging.region.UnusableMask;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code regions} of a wish: {@code [{"name", "mask", "sliders", "groups", "exact"}]}, where
 * a mask is {@code {"png": base64}}, {@code {"bucket", "key", "sha256"}}, or absent when it came as
 * the part {@code mask.NAME} of the form.
 */
final class RegionsReader {
  /** What the parts with masks begin with. */
  static final String PART_PREFIX = "mask.";

  private static final Set<String> FIELDS = Set.of("name", "mask", "sliders", "groups", "exact");
  private static final Set<String> MASK_FIELDS = Set.of("png", "bucket", "key", "sha256");
  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_BUCKET_CHARS = 255;
  private static final int MAX_KEY_CHARS = 1_024;
  private static final int MAX_BASE64_CHARS = (RegionMask.MAX_INLINE_BYTES + 2) / 3 * 4;

  private RegionsReader() {}

  /**
   * The regions; none when the field is absent.
   *
   * @throws ProblemException naming the field that is wrong, or the part that no region asked for
   */
  static List<RequestedRegion> read(Fields fields, MaskUploads parts) {
    JsonNode json = fields.find("regions");
    List<RequestedRegion> regions = new ArrayList<>();
    if (json != null) {
      if (!(json instanceof ArrayNode array) || array.size() > RetouchRequest.MAX_REGIONS) {
        throw new ProblemException(
            Problem.invalid(
                    "regions",
                    null,
                    "regions must be a JSON array of at most " + RetouchRequest.MAX_REGIONS)
                .limitedTo(RetouchRequest.MAX_REGIONS));
      }
      Set<String> names = new HashSet<>();
      for (JsonNode item : array) {
        Fields region = fields.inside("regions[" + regions.size() + "]", item);
        RequestedRegion read = region(region, parts);
        if (!names.add(read.name())) {
          throw region.invalid("name", read.name(), "two regions have the name " + read.name());
        }
        regions.add(read);
      }
    }
    requireUsed(parts, regions);
    return regions;
  }

  private static void requireUsed(MaskUploads parts, List<RequestedRegion> regions) {
    for (String part : parts.regions()) {
      if (regions.stream().noneMatch(region -> region.name().equals(part))) {
        throw new ProblemException(
            Problem.invalid(
                PART_PREFIX + part, null, "no region of the request has the name " + part));
      }
    }
  }

  private static RequestedRegion region(Fields region, MaskUploads parts) {
    region.onlyKnown(FIELDS);
    String name = region.text("name", MAX_NAME_CHARS);
    if (name == null) {
      throw region.invalid("name", null, "a region needs a name");
    }
    Sliders sliders = sliders(region);
    List<SliderGroup> groups = groups(region);
    RegionMask mask = mask(region, name, parts);
    try {
      return new RequestedRegion(name, mask, sliders, groups, region.flag("exact"));
    } catch (IllegalArgumentException e) {
      throw region.invalid("name", name, String.valueOf(e.getMessage()));
    }
  }

  private static Sliders sliders(Fields region) {
    JsonNode json = region.find("sliders");
    try {
      return json == null ? Sliders.none() : Sliders.fromJson(json);
    } catch (InvalidSlidersException e) {
      String path = e.slider().isEmpty() ? "sliders" : "sliders." + e.slider();
      throw region.invalid(path, null, String.valueOf(e.getMessage()));
    }
  }

  private static List<SliderGroup> groups(Fields region) {
    JsonNode json = region.find("groups");
    List<SliderGroup> groups = new ArrayList<>();
    if (json != null) {
      if (!(json instanceof ArrayNode array)) {
        throw region.invalid("groups", null, "groups must be a JSON array");
      }
      for (JsonNode name : array) {
        groups.add(
            Arrays.stream(SliderGroup.values())
                .filter(group -> group.jsonName().equals(name.asText()))
                .findFirst()
                .orElseThrow(() ->
                    region.invalid(
                        "groups",
                        name.asText(),
                        "the groups are light, globalColour and specificColour")));
      }
    }
    return groups;
  }

  private static RegionMask mask(Fields region, String name, MaskUploads parts) {
    JsonNode json = region.find("mask");
    if (json == null && parts.has(name)) {
      check(region, "mask", parts.bytes(name));
      return parts.reference(name);
    }
    if (json == null || parts.has(name)) {
      throw region.invalid(
          "mask",
          null,
          "a region needs one mask: {\"png\": base64}, {\"bucket\", \"key\", \"sha256\"}, or the"
              + " part "
              + PART_PREFIX
              + name
              + " of a form");
    }
    Fields mask = region.inside("mask", json);
    mask.onlyKnown(MASK_FIELDS);
    String png = mask.text("png", MAX_BASE64_CHARS);
    String bucket = mask.text("bucket", MAX_BUCKET_CHARS);
    String key = mask.text("key", MAX_KEY_CHARS);
    return png == null
        ? stored(mask, bucket, key)
        : inline(mask, png, bucket != null || key != null || mask.find("sha256") != null);
  }

  private static RegionMask inline(Fields mask, String png, boolean storedToo) {
    if (storedToo) {
      throw mask.invalid("png", null, "a mask is either inline or in a bucket, not both");
    }
    RegionMask read = new RegionMask(null, null, png);
    byte[] bytes;
    try {
      bytes = read.inlineBytes();
    } catch (IllegalArgumentException e) {
      throw mask.invalid("png", null, "png must be base64: " + e.getMessage());
    }
    check(mask, "png", bytes);
    return read;
  }

  private static RegionMask stored(Fields mask, @Nullable String bucket, @Nullable String key) {
    String sha256 = mask.text("sha256", 64);
    if (bucket == null || key == null || sha256 == null) {
      throw mask.invalid(
          "key", key, "a mask in a bucket needs bucket, key and the sha256 of its bytes");
    }
    try {
      return RegionMask.stored(new ObjectId(bucket, key), sha256);
    } catch (IllegalArgumentException e) {
      throw mask.invalid("sha256", sha256, String.valueOf(e.getMessage()));
    }
  }

  private static void check(Fields fields, String name, byte[] png) {
    try {
      MaskFile.check(png);
    } catch (UnusableMask e) {
      throw fields.invalid(name, null, String.valueOf(e.getMessage()));
    }
  }
}
