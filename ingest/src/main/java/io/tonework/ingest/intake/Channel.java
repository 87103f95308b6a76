package io.tonework.ingest.intake;

import java.util.Locale;

/** The ways in which a photo comes in; a metric tag. */
public enum Channel {
  /** The bytes came with the request. */
  POSTED,
  /** The request named an object. */
  SOURCE,
  /** The bytes were put with a presigned URL. */
  PRESIGNED,
  /** The object appeared in an inbox. */
  INBOX;

  /** The tag value. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
