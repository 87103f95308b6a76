package io.tonework.ingest.rest;

import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.Priority;
import io.tonework.contracts.SliderGroup;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a request as the OpenAPI document describes it. It is read field by field elsewhere,
 * so that a problem can name the field; a test holds both against each other.
 */
@Schema(
    name = "NewPhoto",
    description = "A photo that lies in a bucket (source), or will be put there (upload)")
public record NewPhoto(
    @Schema(description = "Where the photo lies; either this or upload") @Nullable Source source,
    @Schema(description = "Asks for a presigned PUT; either this or source")
        @Nullable Upload upload,
    @Schema(description = "How the plan is made", defaultValue = "auto") @Nullable Mode mode,
    @Schema(description = "The wish in words; required in style mode", maxLength = 2_000)
        @Nullable String instruction,
    @Schema(
            description = "Slider values by crs: name, -100 to 100; required in param mode",
            examples = "{\"Exposure2012\": 30}")
        @Nullable Map<String, Double> sliders,
    @Schema(description = "How the finished photo is written") @Nullable Output output,
    @Schema(description = "Whose taste counts", maxLength = 200) @Nullable String user,
    @Schema(description = "Where the webhook goes; http or https", maxLength = 2_048)
        @Nullable URI callback,
    @Schema(description = "Parts of the photo that are done otherwise", maxItems = 8)
        @Nullable List<Region> regions,
    @Schema(description = "The edit to carry over; required in reference mode")
        @Nullable Reference reference,
    @Schema(description = "Who goes first where photos wait", defaultValue = "interactive")
        @Nullable Priority priority,
    @Schema(description = "What is laid over the result") @Nullable Look look) {
  /** A .cube file, by its digest. */
  @Schema(
      name = "NewPhotoLook",
      description =
          "A .cube file of at most 16 MiB that was sent before as the part look of a form, or that"
              + " lies in a bucket")
  public record Look(
      @Schema(
              description = "Of the file; absent when the form has a part look",
              pattern = "^[0-9a-f]{64}$")
          @Nullable String sha256,
      @Schema(description = "Where it lies, unless it was sent before") @Nullable String bucket,
      @Nullable String key,
      @Schema(
              description = "1 is the look itself",
              minimum = "0",
              maximum = "1",
              defaultValue = "1")
          @Nullable Double strength) {}

  /** A part of the photo with sliders of its own. */
  @Schema(name = "NewPhotoRegion")
  public record Region(
      @Schema(required = true, pattern = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$") String name,
      @Schema(description = "Absent when it comes as the part mask.NAME of a form")
          @Nullable Mask mask,
      @Schema(description = "They replace the photo's in the groups that they move")
          @Nullable Map<String, Double> sliders,
      @Schema(description = "light, globalColour, specificColour: set even if no slider moves")
          @Nullable List<SliderGroup> groups,
      @Schema(defaultValue = "false", description = "Takes the mask as it is, not fitted to edges")
          @Nullable Boolean exact) {}

  /** A grey PNG of the photo's shape, white inside: inline, or in a bucket. */
  @Schema(name = "NewPhotoMask", description = "Either png, or bucket, key and sha256")
  public record Mask(
      @Schema(description = "Base64, at most 48 KiB before encoding") @Nullable String png,
      @Nullable String bucket,
      @Nullable String key,
      @Schema(description = "Of the object's bytes, lower-case hex") @Nullable String sha256) {}

  /** Another photo before and after its edit. */
  @Schema(name = "NewPhotoReference")
  public record Reference(
      @Schema(description = "Left out, the photo itself becomes like after")
          @Nullable Source before,
      @Schema(required = true) Source after) {}

  /** An object in a bucket that the tenant is configured for. */
  @Schema(name = "NewPhotoSource")
  public record Source(
      @Schema(required = true) String bucket, @Schema(required = true) String key) {}

  /** What is known of the upload. */
  @Schema(name = "NewPhotoUpload")
  public record Upload(
      @Schema(description = "Checked against what is accepted") @Nullable String contentType,
      @Schema(description = "Checked against the limit") @Nullable Long sizeBytes) {}

  /** How the finished photo is written. */
  @Schema(name = "NewPhotoOutput")
  public record Output(
      @Schema(defaultValue = "original") @Nullable OutputFormat format,
      @Schema(minimum = "1", maximum = "100") @Nullable Integer quality,
      @Schema(defaultValue = "false", description = "Removes the GPS position")
          @Nullable Boolean stripGps) {}

  /** Several photos in one request. */
  @Schema(name = "NewPhotos", description = "Several photos; a bad one never fails the others")
  public record Batch(@Schema(required = true) List<NewPhoto> photos) {}

  /** The fields of a form. */
  @Schema(
      name = "NewPhotoForm",
      description = "One or more parts photo, and either a JSON part request or single fields")
  public record Form(
      @Schema(required = true, format = "binary", implementation = String.class) List<String> photo,
      @Schema(
              description =
                  "mode, instruction, sliders, output, user, callback, regions and look as JSON")
          @Nullable String request,
      @Nullable Mode mode,
      @Nullable String instruction,
      @Schema(description = "A JSON object") @Nullable String sliders,
      @Nullable String user,
      @Nullable OutputFormat format,
      @Nullable Integer quality,
      @Schema(name = "strip_gps") @Nullable Boolean stripGps,
      @Nullable URI callback,
      @Schema(
              description =
                  "A JSON array of regions; their masks as parts mask.NAME, grey PNG, at most 8 MiB")
          @Nullable String regions,
      @Nullable Priority priority,
      @Schema(
              name = "reference_before",
              format = "binary",
              implementation = String.class,
              description = "Reference mode: another photo before its edit, if there is one")
          @Nullable String referenceBefore,
      @Schema(
              name = "reference_after",
              format = "binary",
              implementation = String.class,
              description = "Reference mode: that photo after its edit; required there")
          @Nullable String referenceAfter,
      @Schema(
              description =
                  "A .cube file of at most 16 MiB that is laid over the result, or the SHA-256 of"
                      + " one that was sent before")
          @Nullable String look,
      @Schema(minimum = "0", maximum = "1", defaultValue = "1") @Nullable Double lookStrength) {}
}
