package io.tonework.imaging.cube;

/** A {@code .cube} file cannot be read; the message names the line. */
public final class CubeSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CubeSyntaxException(String message) {
    super("the .cube file is wrong: " + message);
  }
}
