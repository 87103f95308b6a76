package io.tonework.service;

import io.tonework.messaging.event.TraceContext;
import jakarta.enterprise.context.RequestScoped;

/**
 * The trace of the HTTP request at hand; whoever publishes an event because of the request passes
 * it on.
 *
 * <p>It is the one of the caller's {@code traceparent} header, else a fresh one.
 */
@RequestScoped
public class RequestTrace {
  private TraceContext current = TraceContext.fresh();

  /** The trace; the same object for the whole request. */
  public TraceContext current() {
    return current;
  }

  void continueFrom(TraceContext caller) {
    current = caller.child();
  }
}
