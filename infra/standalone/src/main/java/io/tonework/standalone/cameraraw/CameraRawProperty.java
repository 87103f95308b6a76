package io.tonework.standalone.cameraraw;

import java.util.List;

/**
 * The value of one {@code crs:} setting.
 *
 * @param text its text, stripped; empty for a structure
 * @param items the entries of a list
 * @param structured whether it holds elements instead of a text
 * @param isEmpty whether there is neither text nor anything named inside
 */
record CameraRawProperty(String text, List<String> items, boolean structured, boolean isEmpty) {
  static CameraRawProperty of(String text) {
    String stripped = text.strip();
    return new CameraRawProperty(stripped, List.of(), false, stripped.isEmpty());
  }
}
