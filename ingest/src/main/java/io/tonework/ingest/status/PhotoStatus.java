package io.tonework.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tonework.contracts.Failure;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Priority;
import io.tonework.contracts.Reasoning;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.WebhookState;
import io.tonework.storage.view.PhotoState;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant is told of a photo.
 *
 * @param id the photo
 * @param state where it is on its way
 * @param mode how the plan is made
 * @param priority who goes first where it waits: interactive photos before bulk ones
 * @param user whose photo, if known
 * @param scene the scene that the planner saw
 * @param summary one line: what is done and why
 * @param reasoning the planner's account, once there is a plan
 * @param sliders what the plan does, as sliders
 * @param uploadedAt when ingest took it in
 * @param plannedAt when its plan was made
 * @param finishedAt when it was retouched or failed
 * @param result the finished photo
 * @param failure why it failed
 * @param webhook where the newest webhook stands
 * @param links where to go on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PhotoStatus(
    String id,
    PhotoState state,
    @Nullable Mode mode,
    @Nullable Priority priority,
    @Nullable String user,
    @Nullable String scene,
    @Nullable String summary,
    @Nullable Reasoning reasoning,
    @Nullable Sliders sliders,
    @Nullable Instant uploadedAt,
    @Nullable Instant plannedAt,
    @Nullable Instant finishedAt,
    @Nullable Result result,
    @Nullable Failure failure,
    @Nullable WebhookState webhook,
    Links links) {
  /**
   * The finished photo.
   *
   * @param contentType its media type
   * @param sizeBytes length of the file
   * @param widthPixels width, upright; absent while the view is not there
   * @param heightPixels height, upright; absent while the view is not there
   * @param sha256 digest of its bytes; absent while the view is not there
   * @param warnings what is doubtful about the photo, in plain words; absent when there is nothing
   *     to say, or while the view is not there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      String contentType,
      long sizeBytes,
      @Nullable Integer widthPixels,
      @Nullable Integer heightPixels,
      @Nullable String sha256,
      @Nullable List<String> warnings) {}

  /**
   * Where to go on. Those into the store are signed and expire.
   *
   * @param self this document
   * @param events the same as server-sent events
   * @param result the finished photo
   * @param plan the plan artifact
   * @param lut the plan's look as a {@code .cube} file; absent unless the request asked for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Links(
      URI self, URI events, @Nullable URI result, @Nullable URI plan, @Nullable URI lut) {
    /** The links of a photo of which nothing lies in the store yet. */
    public static Links of(String photoId) {
      return new Links(
          URI.create("/v1/photos/" + photoId),
          URI.create("/v1/photos/" + photoId + "/events"),
          null,
          null,
          null);
    }
  }
}
