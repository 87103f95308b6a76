package io.tonework.ingest.request;

import io.tonework.service.endpoint.EndpointAddress;
import io.tonework.service.endpoint.InvalidEndpointException;
import java.net.URI;

/**
 * Checks the form of a callback address. Whether a name may be reached is decided when the webhook
 * is delivered, on the addresses that it resolves to then.
 */
final class CallbackAddress {
  private CallbackAddress() {}

  /**
   * The address in this text.
   *
   * @throws io.tonework.service.problem.ProblemException when it is none, or none for a webhook
   */
  static URI of(String text) {
    try {
      return EndpointAddress.parse(text);
    } catch (InvalidEndpointException e) {
      // an address may carry a password: it is not repeated
      throw NewPhoto.invalid("callback", null, "callback " + e.rule());
    }
  }
}
