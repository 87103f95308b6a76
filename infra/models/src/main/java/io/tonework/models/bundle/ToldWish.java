package io.tonework.models.bundle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish in the phrases of a bundle, as a plan's text tells that it was asked for.
 *
 * @param phrases its token ids, the strength last where it has one
 * @param asked what it means in pixels and sliders; null when the bundle does not say, as of looks
 */
public record ToldWish(List<Integer> phrases, @Nullable AskedMove asked) {
  /** Copies the list. */
  public ToldWish {
    phrases = List.copyOf(phrases);
  }
}
