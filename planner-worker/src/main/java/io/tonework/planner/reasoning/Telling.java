package io.tonework.planner.reasoning;

import io.tonework.planner.claims.Claim;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the decoder wrote about a plan, and how much of it may stand.
 *
 * @param parts its text by part: {@code content}, {@code light.issues}, {@code light.plan}, ...
 * @param unproven parts whose statements are not borne out, or cannot be checked
 * @param claims what the other parts state, true of the pixels
 */
public record Telling(Map<String, String> parts, Set<String> unproven, List<Claim> claims) {
  /** Copies. */
  public Telling {
    parts = Map.copyOf(parts);
    unproven = Set.copyOf(unproven);
    claims = List.copyOf(claims);
  }

  /** The decoder's text of a part if it may stand, else what was measured. */
  String part(String name, String measured) {
    String told = parts.get(name);
    return told == null || told.isBlank() || unproven.contains(name) ? measured : told;
  }

  /**
   * True when every part that a plan needs may stand, so that nothing has to be measured for it.
   */
  boolean isWhole(Set<String> needed) {
    return needed.stream()
        .allMatch(part -> !parts.getOrDefault(part, "").isBlank() && !unproven.contains(part));
  }
}
