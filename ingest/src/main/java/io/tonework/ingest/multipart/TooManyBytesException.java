package io.tonework.ingest.multipart;

import java.io.IOException;

/** More bytes than a limit, noticed while reading. */
public final class TooManyBytesException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long limitBytes;
  private final String field;

  TooManyBytesException(String what, long limitBytes, String field) {
    super(what + " may have at most " + limitBytes + " bytes");
    this.field = field;
    this.limitBytes = limitBytes;
  }

  /** The part or the header that was read when the limit was reached. */
  public String field() {
    return field;
  }

  /** The limit. */
  public long limitBytes() {
    return limitBytes;
  }
}
