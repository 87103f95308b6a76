package io.tonework.feedback.api;

import io.tonework.contracts.FeedbackReason;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The published list of the reasons that a verdict may give. Needs no API key. */
@Path("/v1/feedback/reasons")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Feedback")
public class ReasonsResource {
  /** All reasons that a verdict may give. */
  @GET
  @Operation(operationId = "listReasons", summary = "The reasons that a verdict may give")
  public List<ReasonAnswer> list() {
    return Arrays.stream(FeedbackReason.values()).map(ReasonAnswer::of).toList();
  }
}
