package io.tonework.feedback.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Sends a request once more, at once, when the endpoint had dropped the connection that was kept
 * from an earlier webhook: servers and load balancers do so at any time, and it says nothing of how
 * they take this one. A connection of the attempt's own that fails is never tried again here.
 */
final class DroppedConnections implements HttpRequestRetryStrategy {
  // one connection after another may have been dropped, and the pool may hold several
  private static final int MAX_REPETITIONS = 3;

  @Override
  public boolean retryRequest(
      HttpRequest request, IOException fault, int executions, HttpContext context) {
    if (executions > MAX_REPETITIONS || !isDropped(fault)) {
      return false;
    }
    EndpointDetails connection = HttpCoreContext.cast(context).getEndpointDetails();
    return connection != null && connection.getResponseCount() > 0;
  }

  private static boolean isDropped(IOException fault) {
    return fault instanceof NoHttpResponseException
        || (fault instanceof SocketException && !(fault instanceof ConnectException));
  }

  @Override
  public boolean retryRequest(HttpResponse response, int executions, HttpContext context) {
    return false;
  }

  @Override
  public TimeValue getRetryInterval(HttpResponse response, int executions, HttpContext context) {
    return TimeValue.ZERO_MILLISECONDS;
  }
}
