package io.tonework.planner.wishes;

import io.tonework.models.bundle.BundleException;
import io.tonework.models.manifest.Manifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The token ids around wishes: those that a manifest names, or in a bundle that names none those of
 * the phrases that such bundles have.
 *
 * @param opening is followed by the wishes that are told; below 0 when none can be
 * @param separator stands between two of them
 * @param closing stands behind the last
 * @param refusing is followed by what cannot be done; below 0 when the bundle refuses nothing
 * @param looks the phrases that are looks; null when the grammar has to be asked
 */
record WishMarks(
    int opening, int separator, int closing, int refusing, @Nullable List<Integer> looks) {
  static final WishMarks NONE = new WishMarks(-1, -1, -1, -1, List.of());

  /** Phrases of bundles whose manifest does not name them. */
  private static final String OPENING = " Asked for:";

  private static final String REFUSING = " Cannot be done here:";
  private static final String SEPARATOR = ",";
  private static final String CLOSING = ".";

  /**
   * Those of a bundle that has wishes.
   *
   * @throws BundleException when one is missing
   */
  static WishMarks of(Manifest manifest, Manifest.WishesSpec spec, String bundle) {
    Manifest.WishMarks named = spec.marks();
    if (named != null) {
      Integer refusing = named.refusing();
      return new WishMarks(
          named.opening(),
          named.separator(),
          named.closing(),
          refusing == null ? -1 : refusing,
          List.copyOf(named.looks()));
    }
    Manifest.WordingSpec wording = manifest.wording();
    return new WishMarks(
        needed(OPENING, wording, bundle),
        needed(SEPARATOR, wording, bundle),
        needed(CLOSING, wording, bundle),
        find(REFUSING, wording),
        null);
  }

  private static int needed(String phrase, Manifest.@Nullable WordingSpec wording, String bundle) {
    int id = find(phrase, wording);
    if (id < 0) {
      throw new BundleException(
          bundle,
          "manifest.json",
          "wishes need marks, or the phrase '" + phrase + "' in wording",
          null);
    }
    return id;
  }

  private static int find(String phrase, Manifest.@Nullable WordingSpec wording) {
    int at = wording == null ? -1 : wording.text().indexOf(phrase);
    return wording == null || at < 0 ? -1 : wording.first() + at;
  }
}
