package io.tonework.ingest.request;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.identity.InvalidIdException;
import io.tonework.contracts.identity.UserName;
import io.tonework.service.binding.Text;
import io.tonework.service.endpoint.EndpointAddress;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a request: what is read, what is checked and what the OpenAPI document says are these
 * components and their annotations. A form has the same fields, see {@link FormFields}.
 */
@Schema(
    name = "NewPhoto",
    description = "A photo that lies in a bucket (source), or will be put there (upload)")
public record NewPhoto(
    @Valid @Schema(description = "Where the photo lies; either this or upload")
        @Nullable Place source,
    @Valid @Schema(description = "Asks for a presigned PUT; either this or source")
        @Nullable Upload upload,
    @Schema(description = "How the plan is made", defaultValue = "auto") @Nullable Mode mode,
    @Text
        @Size(max = RetouchRequest.MAX_INSTRUCTION_CHARS, message = NewPhoto.TOO_LONG) @Schema(description = "The wish in words; required in style mode")
        @Nullable String instruction,
    @Schema(
            description = "Slider values by crs: name, -100 to 100; required in param mode",
            type = SchemaType.OBJECT,
            implementation = Map.class,
            additionalProperties = Double.class,
            examples = "{\"Exposure2012\": 30}")
        @Nullable Sliders sliders,
    @Valid @Schema(description = "How the finished photo is written") @Nullable Output output,
    @Text
        @Size(max = UserName.MAX_CHARS, message = NewPhoto.TOO_LONG) @Schema(description = "Whose taste counts")
        @Nullable String user,
    @Text
        @Size(max = EndpointAddress.MAX_CHARS, message = NewPhoto.TOO_LONG) @Schema(
            description = "Where the webhook goes; http or https, to a public host",
            format = "uri")
        @Nullable String callback,
    @Size(
            max = RetouchRequest.MAX_REGIONS,
            message = "must be a JSON array of at most {max} regions")
        @Schema(description = "Parts of the photo that are done otherwise")
        @Nullable List<@NotNull(message = "must be a JSON object") @Valid NewRegion> regions,
    @Valid @Schema(description = "The edit to carry over; required in reference mode")
        @Nullable Reference reference,
    @Schema(
            description =
                "Who goes first where photos wait; by default a photo sent alone is interactive, and"
                    + " one of several bulk")
        @Nullable Priority priority,
    @Valid @Schema(description = "What is laid over the result") @Nullable Look look,
    @Schema(
            description = "Whether the plan's look is wanted as a .cube file too",
            defaultValue = "false")
        @Nullable Boolean lut) {
  static final String TOO_LONG = "must have at most {max} characters";
  private static final String MISSING = "is missing";

  /** An object in a bucket that the tenant is configured for. */
  @Schema(name = "NewPhotoSource")
  public record Place(
      @Text @NotNull(message = MISSING) @Size(max = ObjectId.MAX_BUCKET_CHARS, message = TOO_LONG) String bucket,
      @Text @NotNull(message = MISSING) @Size(max = ObjectId.MAX_KEY_CHARS, message = TOO_LONG) String key) {
    ObjectId id(String path) {
      return NamedObject.of(path, bucket, key);
    }
  }

  /** What is known of the upload. */
  @Schema(name = "NewPhotoUpload")
  public record Upload(
      @Text
          @Size(max = 100, message = TOO_LONG) @Schema(description = "Checked against what is accepted")
          @Nullable String contentType,
      @Min(value = 1, message = "must be a number of bytes") @Schema(description = "Checked against the limit")
          @Nullable Long sizeBytes) {}

  /** How the finished photo is written. */
  @Schema(name = "NewPhotoOutput")
  public record Output(
      @Schema(defaultValue = "original") @Nullable OutputFormat format,
      @Min(value = 1, message = "must be a whole number from 1 to 100") @Max(value = 100, message = "must be a whole number from 1 to 100") @Nullable Integer quality,
      @Schema(defaultValue = "false", description = "Removes coordinates and names of places")
          @Nullable Boolean stripGps) {
    OutputOptions options() {
      return new OutputOptions(
          format == null ? OutputFormat.ORIGINAL : format, quality, Boolean.TRUE.equals(stripGps));
    }
  }

  /** Another photo before and after its edit. */
  @Schema(name = "NewPhotoReference")
  public record Reference(
      @Valid @Schema(description = "Left out, the photo itself becomes like after")
          @Nullable Place before,
      @Valid @NotNull(message = MISSING) Place after) {}

  /** A .cube file, by its digest. */
  @Schema(
      name = "NewPhotoLook",
      description =
          "A .cube file of at most 16 MiB that was sent before as the part look of a form, or that"
              + " lies in a bucket")
  public record Look(
      @Text
          @Size(max = 200, message = TOO_LONG) @NotNull(
              message =
                  "is missing: a look is named by the SHA-256 of its .cube file; or send the file"
                      + " as the part look")
          @Schema(
              description = "Of the file; absent when the form has a part look",
              required = false,
              pattern = "^[0-9a-f]{64}$")
          String sha256,
      @Text
          @Size(max = ObjectId.MAX_BUCKET_CHARS, message = TOO_LONG) @Schema(description = "Where it lies, unless it was sent before")
          @Nullable String bucket,
      @Text @Size(max = ObjectId.MAX_KEY_CHARS, message = TOO_LONG) @Nullable String key,
      @DecimalMin(value = "0", message = "must be a number from 0 to 1") @DecimalMax(value = "1", message = "must be a number from 0 to 1") @Schema(description = "1 is the look itself", defaultValue = "1")
          @Nullable Double strength) {
    LookRef ref() {
      try {
        return new LookRef(sha256, strength == null ? 1 : strength);
      } catch (IllegalArgumentException e) {
        throw invalid(
            "look.sha256",
            sha256,
            String.valueOf(e.getMessage()).replace(sha256, Problem.excerpt(sha256)));
      }
    }

    @Nullable LookSource source() {
      if ((bucket == null) != (key == null)) {
        throw invalid(
            bucket == null ? "look.bucket" : "look.key",
            null,
            "a look in a bucket needs bucket and key");
      }
      return bucket == null || key == null
          ? null
          : new LookSource.InBucket(NamedObject.of("look", bucket, key));
    }
  }

  /** Several photos in one request. */
  @Schema(name = "NewPhotos", description = "Several photos; a bad one never fails the others")
  public record Batch(@Schema(required = true) List<NewPhoto> photos) {}

  /**
   * The wish, with what only holds between fields checked; where the photo is plays no part.
   *
   * @param masks the masks that came as parts of the form
   * @throws ProblemException naming the field that is wrong
   */
  PhotoRequest wish(MaskUploads masks) {
    Mode wanted = mode == null ? Mode.AUTO : mode;
    if (wanted == Mode.STYLE && instruction == null) {
      throw invalid("instruction", null, "instruction is required in style mode");
    }
    if (wanted == Mode.PARAM && sliders == null) {
      throw invalid("sliders", null, "sliders are required in param mode");
    }
    if (wanted != Mode.PARAM && sliders != null) {
      throw belongsTo("sliders", Mode.PARAM, wanted);
    }
    if (wanted != Mode.REFERENCE && reference != null) {
      throw belongsTo("reference", Mode.REFERENCE, wanted);
    }
    if (user != null) {
      checkUser(user);
    }
    LookSource lookSource = look == null ? null : look.source();
    return new PhotoRequest(
        user,
        new RetouchRequest(
            wanted,
            instruction,
            sliders == null ? Sliders.none() : sliders,
            output == null ? OutputOptions.DEFAULT : output.options(),
            NewRegion.wished(regions == null ? List.of() : regions, masks),
            look == null ? null : look.ref(),
            null,
            priority,
            Boolean.TRUE.equals(lut)),
        callback == null ? null : CallbackAddress.of(callback),
        masks,
        reference == null ? null : reference(reference),
        lookSource);
  }

  private static ReferenceRequest reference(Reference named) {
    return new ReferenceRequest(
        named.before() == null ? null : named.before().id("reference.before"),
        named.after().id("reference.after"));
  }

  /** Whoever is named here can be named in the path of a URL, too. */
  private static void checkUser(String name) {
    try {
      UserName _ = new UserName(name);
    } catch (InvalidIdException e) {
      throw invalid("user", name, "user must be a name of one line, and not a dot or two");
    }
  }

  private static ProblemException belongsTo(String field, Mode its, Mode wanted) {
    return invalid(
        field,
        null,
        "%s is for %s mode, but mode is %s: set mode to %s or leave %s out"
            .formatted(field, its.jsonName(), wanted.jsonName(), its.jsonName(), field));
  }

  static ProblemException invalid(String field, @Nullable Object value, String detail) {
    return new ProblemException(Problem.invalid(field, value, detail));
  }
}
