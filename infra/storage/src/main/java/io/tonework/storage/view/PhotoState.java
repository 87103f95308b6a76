package io.tonework.storage.view;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a photo is on its way. A photo only ever moves down this list.
 *
 * <pre>
 *   AWAITING_UPLOAD ─▶ UPLOADED ─▶ PLANNED ─▶ RETOUCHED
 *                          └──────────┴─────▶ FAILED ─▶ RETOUCHED (a dead letter was replayed)
 * </pre>
 */
public enum PhotoState {
  /** A presigned URL was handed out and nothing has been put there yet. */
  AWAITING_UPLOAD,
  UPLOADED,
  PLANNED,
  FAILED,
  RETOUCHED;

  /** True when nothing more happens to the photo by itself. */
  public boolean isFinal() {
    return this == FAILED || this == RETOUCHED;
  }

  /** The name in JSON, such as {@code awaiting_upload}. */
  @JsonValue
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
