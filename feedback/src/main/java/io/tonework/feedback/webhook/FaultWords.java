package io.tonework.feedback.webhook;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/**
 * Says for a customer why an attempt got no answer. Messages of libraries are left out: they tell
 * addresses of our network and repeat what the endpoint sent.
 */
final class FaultWords {
  private static final String NO_HTTP = "the endpoint's answer is no valid HTTP";

  private FaultWords() {}

  /** True for the ways in which a network and an endpoint fail; false for a fault of ours. */
  static boolean isForeseen(Throwable fault) {
    return fault instanceof IOException || fault instanceof HttpException;
  }

  /** One sentence without a full stop. */
  static String of(Throwable fault) {
    return switch (fault) {
      case UnknownHostException _ -> NoPublicAddressException.WORDS;
      case SocketTimeoutException _ -> "the endpoint did not answer in time";
      case NoRouteToHostException _ -> "there is no route to the endpoint";
      case ConnectException _ -> "the endpoint refused the connection";
      case NoHttpResponseException _ -> "the endpoint closed the connection without an answer";
      case SSLPeerUnverifiedException _ -> "the endpoint's certificate is not one for its name";
      case SSLException e ->
          isOfCertificate(e)
              ? "the endpoint's certificate is not one for its name, or is not trusted"
              : "no secure connection (TLS) could be agreed with the endpoint";
      case MessageConstraintException _ ->
          "the endpoint's answer has too many or too long header lines";
      case ConnectionClosedException _, TruncatedChunkException _ ->
          "the endpoint broke off in the middle of its answer";
      case MalformedChunkCodingException _, ClientProtocolException _, HttpException _ -> NO_HTTP;
      case SocketException _ -> "the connection to the endpoint was lost";
      case IOException _ -> "the connection to the endpoint failed";
      default ->
          "the attempt failed on our side for a reason that was not foreseen ("
              + fault.getClass().getSimpleName()
              + ")";
    };
  }

  private static boolean isOfCertificate(Throwable fault) {
    for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }
}
