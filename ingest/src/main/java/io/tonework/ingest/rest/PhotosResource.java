package io.tonework.ingest.rest;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tonework.ingest.intake.PresignedUploads;
import io.tonework.ingest.status.PhotoStatus;
import io.tonework.ingest.status.StatusReader;
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
import org.jspecify.annotations.Nullable;

/** Photos: sent here, looked after here. */
@Path("/v1/photos")
@ForTenants
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PhotosResource {
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";

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
  public Response postForm(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
      InputStream body) {
    return receive.form(sender(idempotencyKey), contentType, body);
  }

  /** Takes photos that lie in a bucket, or will be put there. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response postJson(
      @HeaderParam(IDEMPOTENCY_KEY) @Nullable String idempotencyKey, InputStream body) {
    return receive.json(sender(idempotencyKey), body);
  }

  /** Tells that the bytes of a photo were put; without it the next look finds them. */
  @POST
  @Path("{id}/uploaded")
  public Response uploaded(@PathParam("id") String id) {
    String name = tenant.get().name();
    if (status.find(name, id).isEmpty()) {
      throw unknown(id);
    }
    return switch (uploads.complete(name, id, trace.current())) {
      case ANNOUNCED, ANNOUNCED_BEFORE -> Response.accepted(TakenPhoto.uploaded(id)).build();
      case NOT_YET ->
          throw new ProblemException(
              Problem.of(
                  ProblemType.NOT_UPLOADED,
                  "nothing was put at the upload URL of photo " + id + " yet"));
      case UNKNOWN -> throw unknown(id);
    };
  }

  /** Where a photo is. */
  @GET
  @Path("{id}")
  public PhotoStatus get(@PathParam("id") String id) {
    return status.find(tenant.get().name(), id).orElseThrow(() -> unknown(id));
  }

  private ReceivePhotos.Sender sender(@Nullable String idempotencyKey) {
    return new ReceivePhotos.Sender(tenant.get(), idempotencyKey, trace.current());
  }

  static ProblemException unknown(String id) {
    return new ProblemException(
        Problem.of(ProblemType.NOT_FOUND, "there is no photo " + id).at("id", id));
  }
}
