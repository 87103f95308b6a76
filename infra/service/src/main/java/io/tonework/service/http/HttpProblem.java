package io.tonework.service.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.tonework.contracts.ContractsJson;
import io.tonework.service.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes problem documents where no resource is there to do it. */
final class HttpProblem {
  private HttpProblem() {}

  /** What every answer carries: a body is what its type says, and no cache keeps signed links. */
  static void harden(HttpServerResponse response) {
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader(HttpHeaderNames.CACHE_CONTROL, "no-store");
  }

  /** Ends a request that could be read; what is left of a long body is not waited for. */
  static void answer(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    if (!request.isEnded()) {
      response.putHeader(HttpHeaderNames.CONNECTION, "close");
      request.resume();
    }
    write(response, problem);
  }

  /**
   * Ends a request that could not be read, and its connection: nobody knows where the next begins.
   */
  static void answerAndClose(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    if (response.ended()) {
      return;
    }
    response.putHeader(HttpHeaderNames.CONNECTION, "close");
    response.endHandler(_ -> request.connection().close());
    write(response, problem);
  }

  private static void write(HttpServerResponse response, Problem problem) {
    harden(response);
    response.putHeader(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.setStatusCode(problem.status()).end(Buffer.buffer(ContractsJson.writeBytes(problem)));
  }
}
