package io.tonework.models.grammar;

import java.util.HashSet;
import java.util.Set;

/**
 * What an answer about one photo may not say.
 *
 * @param facts what was measured on the photo; edges that require others are closed
 * @param closed edges that are closed besides: statements that turned out false
 */
public record GrammarLimits(Set<String> facts, Set<Integer> closed) {
  /** Nothing is known and nothing is closed. */
  public static final GrammarLimits NONE = new GrammarLimits(Set.of(), Set.of());

  /** Copies the sets. */
  public GrammarLimits {
    facts = Set.copyOf(facts);
    closed = Set.copyOf(closed);
  }

  /** The same with these edges closed too. */
  public GrammarLimits closing(Set<Integer> edges) {
    Set<Integer> all = new HashSet<>(closed);
    all.addAll(edges);
    return new GrammarLimits(facts, all);
  }

  boolean allow(Grammar.Edge edge) {
    return !closed.contains(edge.id()) && edge.requires().stream().allMatch(this::holds);
  }

  private boolean holds(String fact) {
    return fact.startsWith("!") ? !facts.contains(fact.substring(1)) : facts.contains(fact);
  }
}
