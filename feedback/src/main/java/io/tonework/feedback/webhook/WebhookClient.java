package io.tonework.feedback.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts webhooks. Thread-safe; blocks, so call it from virtual threads.
 *
 * <p>Connections go to the addresses that {@link EndpointGuard} checked, under the name of the
 * endpoint (SNI, certificate check and {@code Host}). Redirects are never followed, nothing but
 * what met a dropped connection is repeated silently, and of the answer only a small part is read.
 */
public final class WebhookClient implements WebhookTransport, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebhookClient.class);
  private static final int MAX_ANSWER_BYTES = 16 * 1024;
  private static final Http1Config ANSWER_HEAD =
      Http1Config.custom()
          .setMaxLineLength(8 * 1024)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(10)
          .build();
  private static final int GONE = 410;
  private static final int MAX_CONNECTIONS = 1024;

  private final EndpointGuard guard;
  private final Duration timeout;
  private final Duration maxRetryAfter;
  private final Clock clock;
  private final CloseableHttpClient http;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-deadlines").factory());

  /**
   * A client.
   *
   * @param guard decides where it may connect to
   * @param tls whom it trusts
   * @param timeout longest time of an attempt, from resolving the name to the end of the answer
   * @param maxRetryAfter longest {@code Retry-After} that is granted
   * @param clock tells what a {@code Retry-After} date means
   */
  public WebhookClient(
      EndpointGuard guard, SSLContext tls, Duration timeout, Duration maxRetryAfter, Clock clock) {
    this.guard = guard;
    this.timeout = timeout;
    this.maxRetryAfter = maxRetryAfter;
    this.clock = clock;
    this.http = client(guard, tls, timeout);
  }

  private static CloseableHttpClient client(EndpointGuard guard, SSLContext tls, Duration timeout) {
    Timeout limit = Timeout.of(timeout);
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new GuardedResolver(guard))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder().http1Config(ANSWER_HEAD).build())
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
            .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(limit).build())
            .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(limit).build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    // while it connects an attempt cannot be cancelled
                    .setConnectTimeout(Timeout.of(timeout.dividedBy(EndpointGuard.MAX_ADDRESSES)))
                    .setSocketTimeout(limit)
                    // a name may move: its check holds for this long at most
                    .setTimeToLive(TimeValue.ofMinutes(1))
                    .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                    .build())
            // lanes and the replica's own limit bound the attempts; the pool must not add a queue
            .setMaxConnPerRoute(MAX_CONNECTIONS)
            .setMaxConnTotal(MAX_CONNECTIONS)
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setUserAgent("Tonework-Webhooks/1")
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(limit)
                .setConnectionRequestTimeout(limit)
                .build())
        .evictIdleConnections(TimeValue.ofSeconds(30))
        .disableRedirectHandling()
        .setRetryStrategy(new DroppedConnections())
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .build();
  }

  @Override
  public AttemptResult post(URI endpoint, SignedHeaders signed, byte[] body, String traceparent) {
    String refusal = guard.refusal(endpoint).orElse(null);
    if (refusal != null) {
      return new AttemptResult.AddressRefused(refusal);
    }
    HttpPost request = request(endpoint, signed, body, traceparent);
    AtomicBoolean late = new AtomicBoolean();
    Future<?> deadline =
        deadlines.schedule(
            () -> {
              late.set(true);
              request.cancel();
            },
            timeout.toNanos(),
            TimeUnit.NANOSECONDS);
    try {
      ClassicHttpResponse answer =
          http.executeOpen(RoutingSupport.determineHost(request), request, null);
      boolean whole = false;
      try {
        whole = readShort(answer.getEntity());
        return judge(answer);
      } finally {
        close(answer, request, whole);
      }
    } catch (AddressRefusedException e) {
      return new AttemptResult.AddressRefused(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      // the request was sound: this is how the library takes numbers that no answer may have
      return AttemptResult.Failed.of(new ProtocolException("an answer out of range", e));
    } catch (IOException | HttpException | RuntimeException e) {
      if (late.get()) {
        return new AttemptResult.Failed(
            null, "the endpoint did not answer within " + timeout.toMillis() + " ms", null);
      }
      return AttemptResult.Failed.of(e);
    } finally {
      deadline.cancel(false);
    }
  }

  private static HttpPost request(
      URI endpoint, SignedHeaders signed, byte[] body, String traceparent) {
    HttpPost request = new HttpPost(endpoint);
    request.setHeader(SignedHeaders.ID, signed.id());
    request.setHeader(SignedHeaders.TIMESTAMP, Long.toString(signed.timestampSeconds()));
    request.setHeader(SignedHeaders.SIGNATURE, signed.signature());
    request.setHeader("traceparent", traceparent);
    request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
    return request;
  }

  private AttemptResult judge(ClassicHttpResponse answer) {
    int status = answer.getCode();
    if (status >= 200 && status < 300) {
      return new AttemptResult.Accepted(status);
    }
    if (status == GONE) {
      return new AttemptResult.Gone();
    }
    String detail =
        status >= 300 && status < 400
            ? "the endpoint answered " + status + "; redirects are not followed"
            : "the endpoint answered " + status;
    Header retryAfter = answer.getFirstHeader("Retry-After");
    return new AttemptResult.Failed(
        status,
        detail,
        retryAfter == null
            ? null
            : RetryAfter.parse(retryAfter.getValue(), clock.instant(), maxRetryAfter).orElse(null));
  }

  /** Reads a short answer to its end, so that the connection can serve again; true if it was. */
  private static boolean readShort(@Nullable HttpEntity entity) throws IOException {
    InputStream content = entity == null ? null : entity.getContent();
    return content == null || content.readNBytes(MAX_ANSWER_BYTES + 1).length <= MAX_ANSWER_BYTES;
  }

  private static void close(ClassicHttpResponse answer, HttpPost request, boolean whole) {
    if (!whole) {
      // closing would read the rest; cancelling drops the connection
      request.cancel();
    }
    try {
      answer.close();
    } catch (IOException e) {
      log.atDebug()
          .setCause(e)
          .log("webhook answer not closed in order; its connection is dropped");
    }
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
    try {
      http.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot close the webhook client", e);
    }
  }

  private record GuardedResolver(EndpointGuard guard) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return guard.resolve(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
