package io.tonework.imaging.codec.process;

import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyBytes;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.region.UnusableMask;

/** What a file, or a mask, is refused for, as it travels between the processes. */
enum Refusal {
  UNSUPPORTED,
  CORRUPT,
  TOO_MANY_PIXELS,
  TOO_MANY_BYTES,
  CANCELLED,
  CRASHED,
  MASK;

  static Refusal of(ImageException e) {
    return switch (e) {
      case UnsupportedImage _ -> UNSUPPORTED;
      case CorruptImage _ -> CORRUPT;
      case TooManyPixels _ -> TOO_MANY_PIXELS;
      case TooManyBytes _ -> TOO_MANY_BYTES;
      case RenderCancelled _ -> CANCELLED;
      case CodecCrashed _ -> CRASHED;
    };
  }

  RuntimeException exception(String message) {
    return switch (this) {
      case UNSUPPORTED -> new UnsupportedImage(message);
      case CORRUPT -> new CorruptImage(message);
      case TOO_MANY_PIXELS -> new TooManyPixels(message);
      case TOO_MANY_BYTES -> new TooManyBytes(message);
      case CANCELLED -> new RenderCancelled(message);
      case CRASHED -> new CodecCrashed(message);
      case MASK -> new UnusableMask(message);
    };
  }
}
