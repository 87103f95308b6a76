package io.tonework.models.text;

import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.manifest.Manifest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the decoder wrote.
 *
 * @param whole all of it, without special tokens
 * @param parts its parts by name ({@code content}, {@code light.issues}, {@code light.plan}, ...),
 *     without blanks at their ends; parts that it left out are missing
 */
public record PlanText(String whole, Map<String, String> parts) {
  /** The part of what is in the picture. */
  public static final String CONTENT = "content";

  /** Copies the map. */
  public PlanText {
    parts = Map.copyOf(parts);
  }

  /** Cuts an answer into its parts. */
  public static PlanText of(List<Integer> ids, LanguageSpec spec, Phrasebook words) {
    Map<String, String> parts = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      for (Manifest.SectionSpec section : spec.sections()) {
        if (section.start() == ids.get(i)) {
          parts.putIfAbsent(
              section.part(),
              words.text(ids.subList(i + 1, end(ids, i + 1, section, spec))).strip());
        }
      }
    }
    if (spec.sections().stream().noneMatch(section -> section.part().equals(CONTENT))) {
      int first = 0;
      while (first < ids.size() && !isMark(ids.get(first), spec)) {
        first++;
      }
      parts.put(CONTENT, words.text(ids.subList(0, first)).strip());
    }
    return new PlanText(words.text(ids), parts);
  }

  /** The part that a token belongs to; the content before any section begins. */
  public static String partAt(List<Integer> ids, int position, LanguageSpec spec) {
    for (int i = position; i >= 0; i--) {
      for (Manifest.SectionSpec section : spec.sections()) {
        if (section.start() == ids.get(i)) {
          return section.part();
        }
      }
    }
    return CONTENT;
  }

  private static int end(
      List<Integer> ids, int from, Manifest.SectionSpec section, LanguageSpec spec) {
    Integer end = section.end();
    int at = from;
    while (at < ids.size() && !ids.get(at).equals(end) && !isMark(ids.get(at), spec)) {
      at++;
    }
    return at;
  }

  private static boolean isMark(int id, LanguageSpec spec) {
    return spec.retouchIds().contains(id)
        || id == spec.endId()
        || spec.sections().stream().anyMatch(section -> section.start() == id);
  }
}
