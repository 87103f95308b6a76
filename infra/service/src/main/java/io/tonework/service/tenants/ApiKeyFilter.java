package io.tonework.service.tenants;

import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemMappers;
import io.tonework.service.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Lets tenants in by {@code Authorization: Bearer <key>} or {@code X-API-Key: <key>}. */
@Provider
@ForTenants
@Priority(Priorities.AUTHENTICATION)
public class ApiKeyFilter implements ContainerRequestFilter {
  private static final String BEARER = "bearer ";

  // looked up at the first request: filters are made before the configuration can be read
  private final Instance<Tenants> tenants;
  private final CurrentTenant current;

  @Inject
  ApiKeyFilter(Instance<Tenants> tenants, CurrentTenant current) {
    this.tenants = tenants;
    this.current = current;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    keyOf(request)
        .flatMap(key -> tenants.get().byApiKey(key))
        .ifPresentOrElse(current::set, () -> request.abortWith(unauthenticated(request)));
  }

  private static Optional<String> keyOf(ContainerRequestContext request) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(authorization.substring(BEARER.length()).strip());
    }
    return Optional.ofNullable(request.getHeaderString("X-API-Key"));
  }

  private static Response unauthenticated(ContainerRequestContext request) {
    String detail =
        keyOf(request).isPresent()
            ? "the API key is not known; check the key and the host"
            : "send the API key as 'Authorization: Bearer <key>' or 'X-API-Key: <key>'";
    return Response.fromResponse(
            ProblemMappers.answer(Problem.of(ProblemType.UNAUTHENTICATED, detail)))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }
}
