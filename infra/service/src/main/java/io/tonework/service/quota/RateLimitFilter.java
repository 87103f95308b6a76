package io.tonework.service.quota;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemMappers;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.tenants.CurrentTenant;
import io.tonework.service.tenants.ForTenants;
import io.tonework.service.tenants.Quota;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.quota.Allowance;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Turns away the POST requests that are over their tenant's quota before a byte of the body is
 * read, and tells on every answer how many are left.
 */
@Provider
@ForTenants
@Priority(Priorities.AUTHORIZATION)
public class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
  private static final String ALLOWANCE = "tonework.allowance";

  // looked up at the first request, as filters are made before connections can be
  private final Instance<RequestLimits> limits;
  private final Instance<MeterRegistry> metrics;
  private final CurrentTenant current;

  @Inject
  RateLimitFilter(
      Instance<RequestLimits> limits, Instance<MeterRegistry> metrics, CurrentTenant current) {
    this.limits = limits;
    this.metrics = metrics;
    this.current = current;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.POST)) {
      return;
    }
    Tenant tenant = current.get();
    Allowance allowance = limits.get().take(tenant);
    request.setProperty(ALLOWANCE, allowance);
    if (!allowance.granted()) {
      QuotaMetric.EXCEEDED.counter(metrics.get(), "requests").increment();
      request.abortWith(tooMany(tenant.quota(), allowance));
    }
  }

  private static Response tooMany(Quota quota, Allowance allowance) {
    Problem problem =
        Problem.of(
                ProblemType.TOO_MANY_REQUESTS,
                "this tenant may make "
                    + quota.requestBurst()
                    + " requests at once and "
                    + quota.requestsPerSecond()
                    + " a second; several photos fit into one request")
            .limitedTo(quota.requestBurst());
    return Response.fromResponse(ProblemMappers.answer(problem))
        .header(HttpHeaders.RETRY_AFTER, Math.max(1, RateLimitHeaders.seconds(allowance.nextIn())))
        .build();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(ALLOWANCE) instanceof Allowance allowance) {
      response
          .getHeaders()
          .add(RateLimitHeaders.POLICY, RateLimitHeaders.policyOfRequests(current.get().quota()));
      response.getHeaders().add(RateLimitHeaders.LIMIT, RateLimitHeaders.requests(allowance));
    }
  }
}
