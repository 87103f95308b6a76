package io.tonework.feedback.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.feedback.verdict.ReceiveVerdict;
import io.tonework.feedback.verdict.VerdictBody;
import io.tonework.feedback.verdict.VerdictForm;
import io.tonework.service.RequestTrace;
import io.tonework.service.problem.Problem;
import io.tonework.service.tenants.CurrentTenant;
import io.tonework.service.tenants.ForTenants;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Verdicts on finished photos. */
@Path("/v1/photos/{id}/feedback")
@ForTenants
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feedback")
public class VerdictResource {
  private final ReceiveVerdict receive;
  private final CurrentTenant tenant;
  private final RequestTrace trace;
  private final Requests requests;

  @Inject
  VerdictResource(
      ReceiveVerdict receive, CurrentTenant tenant, RequestTrace trace, Requests requests) {
    this.receive = receive;
    this.tenant = tenant;
    this.trace = trace;
    this.requests = requests;
  }

  /** Takes a verdict in. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "sendFeedback",
      summary = "Say what the user thinks of a photo",
      description =
          "Accepted or rejected, why, and the user's own further sliders. The next plans of that"
              + " user carry what was learned. The same content sent twice counts once.")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = VerdictBody.class),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "{\"verdict\": \"rejected\", \"reasons\": [\"too_warm\"],"
                              + " \"user\": \"anna\"}")))
  @APIResponse(
      responseCode = "202",
      description = "Taken in, and learned from within moments",
      content = @Content(schema = @Schema(implementation = VerdictAnswer.class)))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401, 404, 409, 413, 422 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response post(
      @Parameter(schema = @Schema(implementation = String.class)) @PathParam("id") PhotoId id,
      InputStream body) {
    VerdictForm form = VerdictForm.parse(JsonBody.read(body));
    TenantName name = tenant.get().name();
    return requests.answer(() ->
        Response.accepted(VerdictAnswer.of(receive.receive(name, id, form, trace.current())))
            .build());
  }
}
