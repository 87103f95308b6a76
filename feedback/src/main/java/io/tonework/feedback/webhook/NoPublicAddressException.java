package io.tonework.feedback.webhook;

import java.net.UnknownHostException;

/**
 * A name leads nowhere that a webhook may go: it is unknown, or one of its addresses is private.
 * Which of the two is in our log alone, since our name servers may know names that are not for the
 * customer to find out.
 */
final class NoPublicAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  /** What the customer is told. */
  static final String WORDS =
      "the endpoint's host has no address in the public internet, or its name is not known";

  NoPublicAddressException() {
    super(WORDS);
  }
}
