package io.tonework.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.status.PhotoStatus;
import io.tonework.storage.view.PhotoState;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one photo that was taken.
 *
 * @param id the photo
 * @param state uploaded, or awaiting_upload
 * @param upload where to put the bytes, when they are awaited
 * @param links where to go on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TakenPhoto(
    String id, PhotoState state, @Nullable Upload upload, PhotoStatus.Links links) {
  /**
   * Where to put the bytes of a photo.
   *
   * @param method the HTTP method
   * @param url signed; needs no API key
   * @param expiresAt until when it can be used
   * @param reportTo where to POST afterwards, which spares the wait for the next look
   */
  public record Upload(String method, URI url, Instant expiresAt, URI reportTo) {}

  static TakenPhoto uploaded(String photoId) {
    return new TakenPhoto(photoId, PhotoState.UPLOADED, null, PhotoStatus.Links.of(photoId));
  }

  static TakenPhoto awaiting(ItemOutcome.AwaitingUpload awaiting) {
    PhotoStatus.Links links = PhotoStatus.Links.of(awaiting.photoId());
    return new TakenPhoto(
        awaiting.photoId(),
        PhotoState.AWAITING_UPLOAD,
        new Upload(
            "PUT", awaiting.url(), awaiting.expiresAt(), URI.create(links.self() + "/uploaded")),
        links);
  }
}
