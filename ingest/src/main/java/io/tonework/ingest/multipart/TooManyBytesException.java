package io.tonework.ingest.multipart;

import java.io.IOException;

/** More bytes than a limit, noticed while reading. */
public final class TooManyBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limitBytes;

  TooManyBytesException(String what, long limitBytes) {
    super(what + " may have at most " + limitBytes + " bytes");
    this.limitBytes = limitBytes;
  }

  /** The limit. */
  public long limitBytes() {
    return limitBytes;
  }
}
