package io.tonework.standalone.cameraraw;

/** A preset or sidecar that cannot be read; the message says what was wrong and what to do. */
public final class CameraRawSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CameraRawSyntaxException(String message) {
    super(message);
  }
}
