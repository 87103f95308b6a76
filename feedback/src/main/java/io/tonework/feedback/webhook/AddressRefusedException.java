package io.tonework.feedback.webhook;

import java.net.UnknownHostException;

/** Tonework must not connect to what this host resolves to. */
final class AddressRefusedException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  AddressRefusedException(String message) {
    super(message);
  }
}
