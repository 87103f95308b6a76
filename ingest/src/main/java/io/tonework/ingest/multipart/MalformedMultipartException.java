package io.tonework.ingest.multipart;

import java.io.IOException;

/** A body that is not the multipart that its Content-Type announced. */
public final class MalformedMultipartException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String field;

  MalformedMultipartException(String message, String field) {
    super(message);
    this.field = field;
  }

  /** The part or the header that is wrong. */
  public String field() {
    return field;
  }
}
