package io.tonework.service.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.tonework.service.problem.Refusals;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Stands before all routes: refuses what the layers below would trip over, and answers for routes
 * that there are not.
 */
@Singleton
public final class RequestGate {
  private static final int FIRST = 10_000;
  private static final int[] REFUSALS = {400, 404, 405, 406, 413, 414, 415, 431};

  private final RequestHeaders headers;

  @Inject
  RequestGate(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
    this.headers = new RequestHeaders(maxBodySize.asLongValue());
  }

  void stand(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  void answerFor(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(RequestGate::failed);
    for (int status : REFUSALS) {
      router.errorHandler(status, context -> refuse(context, status));
    }
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpProblem.harden(request.response());
    headers
        .fault(request.headers())
        .ifPresentOrElse(problem -> HttpProblem.answer(request, problem), context::next);
  }

  private static void failed(RoutingContext context) {
    int status = context.statusCode();
    if (status >= 400 && status < 500) {
      refuse(context, status);
    } else {
      context.next();
    }
  }

  private static void refuse(RoutingContext context, int status) {
    HttpProblem.answer(
        context.request(), Refusals.of(status, String.valueOf(context.request().path())));
  }
}
