package io.tonework.feedback.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.UserName;
import io.tonework.feedback.taste.ForgetUser;
import io.tonework.service.RequestTrace;
import io.tonework.service.problem.Problem;
import io.tonework.service.tenants.CurrentTenant;
import io.tonework.service.tenants.ForTenants;
import io.tonework.storage.taste.TasteStore;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A tenant's users: what is known of their taste, and forgetting it. */
@Path("/v1/users/{id}")
@ForTenants
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Taste")
public class UserResource {
  private final TasteStore tastes;
  private final ForgetUser forget;
  private final CurrentTenant tenant;
  private final RequestTrace trace;
  private final Requests requests;

  @Inject
  UserResource(
      TasteStore tastes,
      ForgetUser forget,
      CurrentTenant tenant,
      RequestTrace trace,
      Requests requests) {
    this.tastes = tastes;
    this.forget = forget;
    this.tenant = tenant;
    this.trace = trace;
    this.requests = requests;
  }

  /** What is known of a user's taste; nothing, for a user who was never heard of. */
  @GET
  @Path("taste")
  @Operation(
      operationId = "getTaste",
      summary = "What the next plans of a user carry, in sliders and in words")
  @APIResponse(
      responseCode = "200",
      description = "The taste; no verdicts for a user who was never heard of",
      content = @Content(schema = @Schema(implementation = TasteAnswer.class)))
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public TasteAnswer taste(
      @Parameter(schema = @Schema(implementation = String.class)) @PathParam("id") UserName id) {
    TenantName name = tenant.get().name();
    return requests.answer(() -> TasteAnswer.of(id.text(), tastes.profile(name.text(), id.text())));
  }

  /** Forgets a user for good. */
  @DELETE
  @Operation(
      operationId = "forgetUser",
      summary = "Forget a user's taste and verdicts for good",
      description =
          "The taste is gone when this answers; the verdicts are erased from the log within"
              + " moments and leave the disks within a day or two.")
  @APIResponse(responseCode = "204", description = "Forgotten, or never known")
  @APIResponse(
      responseCode = "default",
      description = "A problem document of RFC 9457: 401 or 503",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  public Response forget(
      @Parameter(schema = @Schema(implementation = String.class)) @PathParam("id") UserName id) {
    TenantName name = tenant.get().name();
    return requests.answer(() -> {
      forget.forget(name, id, trace.current());
      return Response.noContent().build();
    });
  }
}
