package io.tonework.feedback.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tonework.contracts.Failure;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Reasoning;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of a webhook, in the shape that Standard Webhooks suggests.
 *
 * @param type {@code photo.retouched} or {@code photo.failed}
 * @param timestamp when that happened
 * @param data what happened
 */
public record WebhookMessage(String type, Instant timestamp, Data data) {
  /**
   * What happened.
   *
   * @param photoId the photo
   * @param user whose photo, if known
   * @param state {@code retouched} or {@code failed}
   * @param planId the plan that was rendered
   * @param mode how the plan was made
   * @param scene the scene that the planner saw
   * @param summary one line: what is done and why
   * @param reasoning the planner's account; left out when it is too long for a webhook
   * @param result the finished photo
   * @param lutUrl its look as a {@code .cube} file; left out unless the request asked for it
   * @param planUrl the whole plan as JSON
   * @param failure why the photo could not be finished
   */
  public record Data(
      String photoId,
      @Nullable String user,
      String state,
      @Nullable String planId,
      @Nullable Mode mode,
      @Nullable String scene,
      @Nullable String summary,
      @Nullable Reasoning reasoning,
      @Nullable Result result,
      @Nullable URI lutUrl,
      @Nullable URI planUrl,
      @Nullable Failure failure) {
    Data withoutReasoning() {
      return new Data(
          photoId, user, state, planId, mode, scene, summary, null, result, lutUrl, planUrl,
          failure);
    }
  }

  /**
   * The finished photo.
   *
   * @param url where anyone may fetch it while the link is valid
   * @param contentType its media type
   * @param width pixels
   * @param height pixels
   * @param sizeBytes length of the file
   * @param sha256 digest of its bytes, lower-case hex
   * @param warnings what is doubtful about the photo, in plain words; left out when nothing is
   */
  public record Result(
      URI url,
      String contentType,
      int width,
      int height,
      long sizeBytes,
      String sha256,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
    /** Copies the list. */
    public Result {
      warnings = List.copyOf(warnings);
    }
  }
}
