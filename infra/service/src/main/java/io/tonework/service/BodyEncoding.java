package io.tonework.service;

import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemMappers;
import io.tonework.service.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies in an encoding that nobody decodes: they would be read as they are. */
public final class BodyEncoding {
  private static final String FIELD = HttpHeaders.CONTENT_ENCODING;

  /** The refusal, if the request says that its body is compressed. */
  @ServerRequestFilter
  public Optional<Response> refuse(ContainerRequestContext request) {
    String encoding = request.getHeaderString(FIELD);
    if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
      return Optional.empty();
    }
    return Optional.of(
        ProblemMappers.answer(
            Problem.of(
                    ProblemType.UNSUPPORTED_FORMAT,
                    "bodies are read as they are; send this one without a Content-Encoding")
                .at(FIELD, encoding)));
  }
}
