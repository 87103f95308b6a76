package io.tonework.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The published list of reasons for which a photo fails. */
public enum FailureCode {
  /** The bytes are no image of a format that is accepted. */
  UNSUPPORTED_FORMAT,
  /** The file begins as an image but cannot be decoded to its end. */
  CORRUPT_IMAGE,
  /** More bytes than the limit. */
  TOO_MANY_BYTES,
  /** More pixels, or a longer side, than the limit. */
  TOO_MANY_PIXELS,
  /** The source object is not there. */
  SOURCE_MISSING,
  /** The source object was overwritten after it was announced. */
  SOURCE_CHANGED,
  /** The service may not read the source object. */
  SOURCE_FORBIDDEN,
  /** The bundle lacks the requested mode. */
  MODE_UNAVAILABLE,
  /** The request contradicts itself or a limit. */
  INVALID_REQUEST,
  /** The mask of a region is missing, damaged, too large or not of the photo's shape. */
  MASK_UNUSABLE,
  /** The plan cannot be rendered by this build: another bundle, or damaged. */
  PLAN_UNUSABLE,
  /** The model cannot write a well-formed plan for this photo. */
  PLAN_IMPOSSIBLE,
  /** The photo took longer than its deadline. */
  DEADLINE_EXCEEDED,
  /** The decoder or encoder crashed over this file at every attempt. */
  CODEC_CRASHED,
  /** Every retry was used up on a fault of ours. */
  RETRIES_EXHAUSTED,
  /** The record on the topic could not be read. */
  UNREADABLE_EVENT;

  /** The name in JSON, such as {@code corrupt_image}. */
  @JsonValue
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
