package io.tonework.ingest.request;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.RequestedRegion;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.region.MaskFile;
import io.tonework.imaging.region.UnusableMask;
import io.tonework.service.binding.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of the photo with sliders of its own, as a request has it. */
@Schema(name = "NewPhotoRegion")
public record NewRegion(
    @Text
        @NotNull(message = "is missing: a region needs a name") @Size(max = 64, message = NewPhoto.TOO_LONG) @Schema(pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
        String name,
    @Valid @Schema(description = "Absent when it comes as the part mask.NAME of a form")
        @Nullable Mask mask,
    @Schema(
            description = "They replace the photo's in the groups that they move",
            type = SchemaType.OBJECT,
            implementation = Map.class,
            additionalProperties = Double.class)
        @Nullable Sliders sliders,
    @Schema(description = "light, globalColour, specificColour: set even if no slider moves")
        @Nullable List<@NotNull(message = "must be a group") SliderGroup> groups,
    @Schema(defaultValue = "false", description = "Takes the mask as it is, not fitted to edges")
        @Nullable Boolean exact) {
  /** What the parts with masks begin with. */
  static final String PART_PREFIX = "mask.";

  private static final int MAX_BASE64_CHARS = (RegionMask.MAX_INLINE_BYTES + 2) / 3 * 4;

  /** A grey PNG of the photo's shape, white inside: inline, or in a bucket. */
  @Schema(name = "NewPhotoMask", description = "Either png, or bucket, key and sha256")
  public record Mask(
      @Text
          @Size(max = MAX_BASE64_CHARS, message = NewPhoto.TOO_LONG) @Schema(description = "Base64, at most 48 KiB before encoding")
          @Nullable String png,
      @Text @Size(max = ObjectId.MAX_BUCKET_CHARS, message = NewPhoto.TOO_LONG) @Nullable String bucket,
      @Text @Size(max = ObjectId.MAX_KEY_CHARS, message = NewPhoto.TOO_LONG) @Nullable String key,
      @Text
          @Size(max = 64, message = NewPhoto.TOO_LONG) @Schema(description = "Of the object's bytes, lower-case hex")
          @Nullable String sha256) {
    RegionMask read(String path) {
      return png == null ? stored(path) : inline(path, png);
    }

    private RegionMask inline(String path, String base64) {
      if (bucket != null || key != null || sha256 != null) {
        throw NewPhoto.invalid(
            path + ".png", null, "a mask is either inline or in a bucket, not both");
      }
      RegionMask read = new RegionMask(null, null, base64);
      try {
        check(path + ".png", read.inlineBytes());
      } catch (IllegalArgumentException e) {
        throw NewPhoto.invalid(path + ".png", null, "png must be base64: " + e.getMessage());
      }
      return read;
    }

    private RegionMask stored(String path) {
      if (bucket == null || key == null || sha256 == null) {
        throw NewPhoto.invalid(
            path + ".key", key, "a mask in a bucket needs bucket, key and the sha256 of its bytes");
      }
      try {
        return RegionMask.stored(NamedObject.of(path, bucket, key), sha256);
      } catch (IllegalArgumentException e) {
        throw NewPhoto.invalid(path + ".sha256", sha256, String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * The regions as they are wished for.
   *
   * @param parts the masks that came as parts of the form
   * @throws io.tonework.service.problem.ProblemException naming the field that is wrong, or the
   *     part that no region asked for
   */
  static List<RequestedRegion> wished(List<NewRegion> regions, MaskUploads parts) {
    List<RequestedRegion> wished = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (NewRegion region : regions) {
      String path = "regions[" + wished.size() + "]";
      RequestedRegion read = region.wished(path, parts);
      if (!names.add(read.name())) {
        throw NewPhoto.invalid(
            path + ".name", read.name(), "two regions have the name " + read.name());
      }
      wished.add(read);
    }
    for (String part : parts.regions()) {
      if (!names.contains(part)) {
        throw NewPhoto.invalid(
            PART_PREFIX + part, null, "no region of the request has the name of this part");
      }
    }
    return wished;
  }

  private RequestedRegion wished(String path, MaskUploads parts) {
    String named = name;
    RegionMask where = mask(path, named, parts);
    try {
      return new RequestedRegion(
          named,
          where,
          sliders == null ? Sliders.none() : sliders,
          groups == null ? List.of() : groups,
          Boolean.TRUE.equals(exact));
    } catch (IllegalArgumentException e) {
      throw NewPhoto.invalid(path + ".name", named, String.valueOf(e.getMessage()));
    }
  }

  private RegionMask mask(String path, String named, MaskUploads parts) {
    if (mask == null && parts.has(named)) {
      check(path + ".mask", parts.bytes(named));
      return parts.reference(named);
    }
    if (mask == null || parts.has(named)) {
      throw NewPhoto.invalid(
          path + ".mask",
          null,
          "a region needs one mask: {\"png\": base64}, {\"bucket\", \"key\", \"sha256\"}, or the"
              + " part "
              + PART_PREFIX
              + "NAME of a form");
    }
    return mask.read(path + ".mask");
  }

  private static void check(String path, byte[] png) {
    try {
      MaskFile.check(png);
    } catch (UnusableMask e) {
      throw NewPhoto.invalid(path, null, String.valueOf(e.getMessage()));
    }
  }
}
