package io.tonework.service;

import io.tonework.messaging.event.TraceContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.slf4j.MDC;

/** Gives every HTTP request a trace, its log records the trace id, and its caller the answer. */
@Singleton
public class RequestTraceFilter {
  private static final String HEADER = "traceparent";

  private final RequestTrace trace;

  @Inject
  RequestTraceFilter(RequestTrace trace) {
    this.trace = trace;
  }

  /** Continues the caller's trace or begins one. */
  @ServerRequestFilter
  public void begin(ContainerRequestContext request) {
    String header = request.getHeaderString(HEADER);
    if (header != null) {
      TraceContext.parse(header).ifPresent(trace::continueFrom);
    }
    MDC.put("traceId", trace.current().traceId());
  }

  /** Names the trace in the answer, so that a customer's complaint can be followed. */
  @ServerResponseFilter
  public void end(ContainerResponseContext response) {
    response.getHeaders().putSingle(HEADER, trace.current().traceparent());
  }
}
