package io.tonework.ingest.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.intake.PresignedUploads;
import io.tonework.ingest.request.NewPhoto;
import io.tonework.ingest.status.PhotoStatus;
import io.tonework.ingest.status.StatusReader;
import io.tonework.service.IdParams;
import io.tonework.service.RequestTrace;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.tenants.CurrentTenant;
import io.tonework.service.tenants.ForTenants;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Photos: sent here, looked after here. */
@SecurityScheme(
    securitySchemeName = "apiKey",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "The tenant's API key; X-API-Key is read too")
@SecurityRequirement(name = "apiKey")
@Tag(name = "Photos")
@Path("/v1/photos")
@ForTenants
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PhotosResource {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String KEY_HINT =
      "Your name for this request: sent again with the same content it gives the same photos";

  private final ReceivePhotos receive;
  private final PresignedUploads uploads;
  private final StatusReader status;
  private final CurrentTenant tenant;
  private final RequestTrace trace;

  @Inject
  PhotosResource(
      ReceivePhotos receive,
      PresignedUploads uploads,
      StatusReader status,
      CurrentTenant tenant,
      RequestTrace trace) {
    this.receive = receive;
    this.uploads = uploads;
    this.status = status;
    this.tenant = tenant;
    this.trace = trace;
  }

  /** Takes photos whose bytes come along. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(
      operationId = "postPhotos",
      summary = "Send photos, name them in a bucket, or ask for presigned PUTs",
      description =
          "202 once the original lies in the store and its event is on the topic. Several photos"
              + " are answered one by one, and a bad one never fails the others. RateLimit-Policy and"
              + " RateLimit say how many requests and open photos a tenant may have and how many"
              + " are left; 429 comes with Retry-After.")
  @APIResponse(
      responseCode = "201",
      description = "A presigned PUT for one photo",
      content = @Content(schema = @Schema(implementation = TakenPhoto.class)))
  @APIResponse(
      responseCode = "202",
      description = "Taken in, every one",
      content = @Content(schema = @Schema(oneOf = {TakenPhoto.class, TakenBatch.class})))
  @APIResponse(
      responseCode = "207",
      description = "Several photos, of which some were refused",
      content = @Content(schema = @Schema(implementation = TakenBatch.class)))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 400, 401, 403, 413, 415, 422, 429 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.MULTIPART_FORM_DATA,
              schema = @Schema(ref = FormSchema.NAME)))
  public Response postForm(
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
      @Parameter(description = KEY_HINT) @HeaderParam(IDEMPOTENCY_KEY)
          @Nullable String idempotencyKey,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    return receive.form(
        sender(idempotencyKey), new ReceivePhotos.FormHeaders(contentType, length), body);
  }

  /** Takes photos that lie in a bucket, or will be put there. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(oneOf = {NewPhoto.class, NewPhoto.Batch.class}),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"source\": {\"bucket\": \"acme-uploads\", \"key\": \"in/1.jpg\"},"
                              + " \"mode\": \"style\", \"instruction\": \"a bit warmer\","
                              + " \"user\": \"anna\"}")))
  public Response postJson(
      @Parameter(description = KEY_HINT) @HeaderParam(IDEMPOTENCY_KEY)
          @Nullable String idempotencyKey,
      InputStream body) {
    return receive.json(sender(idempotencyKey), body);
  }

  /** Tells that the bytes of a photo were put; without it the next look finds them. */
  @POST
  @Path("{id}/uploaded")
  @Operation(operationId = "reportUpload", summary = "Tell that the presigned PUT is done")
  @APIResponse(
      responseCode = "202",
      description = "Taken in",
      content = @Content(schema = @Schema(implementation = TakenPhoto.class)))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401, 404, 409, 429 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response uploaded(
      @Parameter(schema = @Schema(implementation = String.class)) @PathParam("id") PhotoId id) {
    TenantName name = tenant.get().name();
    PhotoStatus known = find(name, id);
    return switch (uploads.complete(name, id, trace.current())) {
      // unknown as an upload: its bytes came another way, and there is nothing left to report
      case ANNOUNCED, ANNOUNCED_BEFORE, UNKNOWN ->
          Response.accepted(TakenPhoto.uploaded(known.id())).build();
      case NOT_YET ->
          throw new ProblemException(
              Problem.of(
                  ProblemType.NOT_UPLOADED,
                  "nothing was put at the upload URL of photo " + id + " yet"));
    };
  }

  /** Where a photo is. */
  @GET
  @Path("{id}")
  @Operation(
      operationId = "getPhoto",
      summary = "Where a photo is, why, and links to what there is")
  @APIResponse(
      responseCode = "200",
      description = "What is known now",
      content = @Content(schema = @Schema(implementation = PhotoStatus.class)))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401, 404 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public PhotoStatus get(
      @Parameter(schema = @Schema(implementation = String.class)) @PathParam("id") PhotoId id) {
    return find(tenant.get().name(), id);
  }

  private PhotoStatus find(TenantName name, PhotoId id) {
    return status.find(name, id).orElseThrow(() -> unknown(id));
  }

  private ReceivePhotos.Sender sender(@Nullable String idempotencyKey) {
    return new ReceivePhotos.Sender(tenant.get(), idempotencyKey, trace.current());
  }

  static ProblemException unknown(PhotoId id) {
    return IdParams.unknown("photo", "id", id.text());
  }
}
