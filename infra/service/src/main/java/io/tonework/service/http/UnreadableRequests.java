package io.tonework.service.http;

import io.netty.handler.codec.TooLongFrameException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that are no HTTP, or whose line or headers are too long, with a problem document
 * where Vert.x would answer with a bare status.
 *
 * <p>Vert.x has a handler for such requests, but Quarkus, which makes the server, gives no way to
 * set it. A tracer sees every request before Vert.x looks for that handler, and its connection
 * takes one.
 */
@Singleton
public final class UnreadableRequests implements VertxOptionsCustomizer {
  private static final Problem NO_ADDRESS =
      Problem.of(
          ProblemType.MALFORMED_REQUEST,
          "the address is no URI: a percent sign must stand before two hex digits, and characters"
              + " that a URI does not allow must be written so");

  @Override
  @SuppressWarnings("deprecation") // its successor is a builder that Quarkus keeps to itself
  public void accept(VertxOptions options) {
    options.setTracingOptions(new TracingOptions().setFactory(new Factory()));
  }

  private static final class Factory implements VertxTracerFactory {
    @Override
    public VertxTracer<Void, Void> tracer(TracingOptions options) {
      return new Watch();
    }
  }

  private static final class Watch implements VertxTracer<Void, Void> {
    @Override
    public <R> @Nullable Void receiveRequest(
        Context context,
        SpanKind kind,
        TracingPolicy policy,
        R request,
        String operation,
        Iterable<Map.Entry<String, String>> headers,
        TagExtractor<R> tagExtractor) {
      if (request instanceof HttpServerRequest http
          && http.connection() instanceof HttpServerConnection connection) {
        if (http.decoderResult().isFailure()) {
          connection.invalidRequestHandler(
              bad -> HttpProblem.answerAndClose(bad, problem(bad.decoderResult().cause())));
        } else if (!isAddress(http.uri())) {
          // the last of this connection, so its handler is not missed
          connection.handler(bad -> HttpProblem.answerAndClose(bad, NO_ADDRESS));
        }
      }
      return null;
    }
  }

  /** True for what Quarkus lets through, which answers anything else with a bare status. */
  private static boolean isAddress(@Nullable String uri) {
    if (uri == null) {
      return false;
    }
    try {
      URI _ = new URI(uri);
      return true;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** What was wrong, by the exception of Netty's decoder. */
  static Problem problem(@Nullable Throwable cause) {
    if (cause instanceof TooLongFrameException) {
      return String.valueOf(cause.getMessage()).startsWith("An HTTP line")
          ? Problem.of(ProblemType.URI_TOO_LONG, "the request line is longer than the server reads")
          : Problem.of(
              ProblemType.HEADERS_TOO_LONG,
              "the headers of the request are longer than the server reads, all together");
    }
    return Problem.of(
        ProblemType.MALFORMED_REQUEST, "the request line or a header is not what HTTP allows");
  }
}
