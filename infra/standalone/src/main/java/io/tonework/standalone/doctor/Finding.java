package io.tonework.standalone.doctor;

/**
 * What an examination found.
 *
 * @param state how good it is
 * @param subject what was looked at
 * @param detail what was found
 * @param remedy the one line that mends it; empty when nothing is to be mended
 */
record Finding(State state, String subject, String detail, String remedy) {
  /** How good a finding is. */
  enum State {
    /** As it should be. */
    GOOD,
    /** Works, but something would work better. */
    LACKING,
    /** Tonework cannot work like this. */
    BROKEN
  }

  static Finding good(String subject, String detail) {
    return new Finding(State.GOOD, subject, detail, "");
  }

  static Finding lacking(String subject, String detail, String remedy) {
    return new Finding(State.LACKING, subject, detail, remedy);
  }

  static Finding broken(String subject, String detail, String remedy) {
    return new Finding(State.BROKEN, subject, detail, remedy);
  }
}
