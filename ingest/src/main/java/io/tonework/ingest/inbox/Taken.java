package io.tonework.ingest.inbox;

import java.util.Locale;

/** How the handling of an object that a notification or a listing named has ended; a metric tag. */
public enum Taken {
  /** Announced now. */
  TAKEN,
  /** Announced before. */
  KNOWN,
  /** A newer notification of the key was handled before. */
  OVERTAKEN,
  /** The object is not there any more. */
  GONE,
  /** In no inbox, a folder mark or empty. */
  IGNORED,
  /** Too young for the reconciler: its notification may be on the way. */
  YOUNG,
  /** Its tenant has too many photos open: a later sweep takes it. */
  POSTPONED,
  /** Something is wrong with it; the log says what. */
  FAULTY;

  /** The tag value. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
