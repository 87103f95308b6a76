package io.tonework.imaging;

/** Where the native code of a codec runs. */
public enum Isolation {
  /** In this process: a crash of the codec ends it, and all that it was about. */
  NONE,
  /** In processes of its own: a crash ends one attempt at one photo. */
  PROCESS
}
