package io.tonework.imaging.fault;

import org.jspecify.annotations.Nullable;

/**
 * Why a file could not be turned into a picture. Every case but {@link RenderCancelled} and {@link
 * CodecCrashed} is a fact about the file: trying again gives the same answer.
 */
public abstract sealed class ImageException extends RuntimeException
    permits UnsupportedImage,
        CorruptImage,
        TooManyPixels,
        TooManyBytes,
        RenderCancelled,
        CodecCrashed {
  private static final long serialVersionUID = 1L;

  ImageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
