package io.tonework.service.endpoint;

/**
 * No webhook can ever go to that address. The message continues a sentence that begins with the
 * name of the field, such as {@code must be an absolute http or https address}.
 */
public final class InvalidEndpointException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidEndpointException(String rule) {
    super(rule);
  }

  /** The rule that is broken, without the address. */
  public String rule() {
    return String.valueOf(getMessage());
  }
}
