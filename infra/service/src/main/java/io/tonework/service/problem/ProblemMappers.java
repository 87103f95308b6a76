package io.tonework.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tonework.messaging.stage.TransientException;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.ViewsUnavailable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every exception that leaves a resource into a problem document. */
public final class ProblemMappers {
  private static final Logger log = LoggerFactory.getLogger(ProblemMappers.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** A problem that the code foresaw. */
  @ServerExceptionMapper
  public Response foreseen(ProblemException e) {
    Response.ResponseBuilder answer = Response.fromResponse(answer(e.problem()));
    if (e.retryAfter() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, e.retryAfter().toSeconds()));
    }
    return answer.build();
  }

  /** What the REST layer itself refuses: unknown paths, methods and media types. */
  @ServerExceptionMapper
  public Response refused(WebApplicationException e, UriInfo uri) {
    if (e.getCause() instanceof ProblemException foreseen) {
      // thrown while a parameter was made
      return foreseen(foreseen);
    }
    Response original = e.getResponse();
    if (original.hasEntity() || original.getStatus() < 400) {
      return original;
    }
    return original.getStatus() < 500
        ? answer(Refusals.of(original.getStatus(), uri.getPath()))
        : unforeseen(e);
  }

  /** A server behind us does not answer now. */
  @ServerExceptionMapper({StoreUnavailable.class, ViewsUnavailable.class, TransientException.class})
  public Response away(RuntimeException e) {
    log.atWarn().addKeyValue("cause", e.getMessage()).log("request postponed");
    return foreseen(
        ProblemException.unavailable(
            "a server that is needed for this does not answer; try again", RETRY_AFTER, e));
  }

  /** JSON that a resource could not read into its type. */
  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException e) {
    return answer(
        Problem.of(
            ProblemType.MALFORMED_REQUEST,
            "the body is not the JSON that belongs here: " + e.getOriginalMessage()));
  }

  /** A fault of ours; the log has the cause, the answer has not. */
  @ServerExceptionMapper
  public Response unforeseen(Throwable e) {
    log.atError().setCause(e).log("request failed");
    return answer(
        Problem.of(ProblemType.INTERNAL, "the request failed on our side; it is safe to repeat"));
  }

  /** The answer that carries a problem. */
  public static Response answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
