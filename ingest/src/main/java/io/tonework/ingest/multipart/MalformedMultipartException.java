package io.tonework.ingest.multipart;

import java.io.IOException;

/** A body that is not the multipart that its Content-Type announced. */
public final class MalformedMultipartException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedMultipartException(String message) {
    super(message);
  }
}
