package io.tonework.feedback.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.feedback.webhook.QueuedDelivery;
import io.tonework.feedback.webhook.ReplayWebhook;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.tenants.CurrentTenant;
import io.tonework.service.tenants.ForTenants;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Deliveries of webhooks: looked at and replayed here. */
@Path("/v1/webhooks")
@ForTenants
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public class WebhooksResource {
  private final DeliveryQueue queue;
  private final ReplayWebhook replay;
  private final CurrentTenant tenant;
  private final Requests requests;

  @Inject
  WebhooksResource(
      DeliveryQueue queue, ReplayWebhook replay, CurrentTenant tenant, Requests requests) {
    this.queue = queue;
    this.replay = replay;
    this.tenant = tenant;
    this.requests = requests;
  }

  /** The webhooks of a photo. */
  @GET
  @Operation(operationId = "listWebhooks", summary = "The webhooks of a photo, oldest first")
  @APIResponse(
      responseCode = "200",
      description = "None when nothing was to be told, or it was told long ago",
      content =
          @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = WebhookAnswer.class)))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401, 422 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public List<WebhookAnswer> list(
      @Parameter(
              required = true,
              description = "The photo",
              schema = @Schema(implementation = String.class))
          @QueryParam("photoId")
          @Nullable PhotoId photoId) {
    if (photoId == null) {
      throw new ProblemException(
          Problem.invalid("photoId", null, "photoId: name the photo, as in ?photoId=..."));
    }
    TenantName name = tenant.get().name();
    return requests.answer(
        () -> queue.ofPhoto(name, photoId).stream().map(WebhookAnswer::of).toList());
  }

  /** Delivers a webhook once more. */
  @POST
  @Path("{webhookId}/replay")
  @Operation(
      operationId = "replayWebhook",
      summary = "Deliver a webhook once more, under the same id and with the same body",
      description =
          "Enables an endpoint again that answered 410. A webhook that is still pending is left to"
              + " its schedule.")
  @APIResponse(
      responseCode = "202",
      description = "It is due now",
      content = @Content(schema = @Schema(implementation = WebhookAnswer.class)))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401, 404 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response replay(
      @Parameter(schema = @Schema(implementation = String.class)) @PathParam("webhookId")
          WebhookId webhookId) {
    TenantName name = tenant.get().name();
    QueuedDelivery again =
        requests
            .answer(() -> replay.replay(name, webhookId))
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                            ProblemType.NOT_FOUND,
                            "there is no webhook " + webhookId + ", or it ended long ago")
                        .at("webhookId", webhookId.text())));
    return Response.accepted(WebhookAnswer.of(again)).build();
  }
}
