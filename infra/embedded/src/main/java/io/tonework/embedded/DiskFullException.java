package io.tonework.embedded;

import java.io.IOException;

/** There is no room for what was to be written; the message says where and what to do. */
public final class DiskFullException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With the words of {@link DiskFault#full}. */
  public DiskFullException(String words, IOException cause) {
    super(words, cause);
  }
}
