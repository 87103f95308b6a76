package io.tonework.models.grammar;

import io.tonework.models.GenerationException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * One answer on its way through a grammar. A token is allowed only when the shortest way from there
 * to an end still fits into what is left, so that every answer ends and is whole. Not thread-safe.
 */
public final class GrammarRun {
  private static final int NO_WAY = Integer.MAX_VALUE / 2;

  private final Grammar grammar;
  private final GrammarLimits limits;
  private final int maxTokens;
  private final int[] shortest;
  private final List<Grammar.Edge> path = new ArrayList<>();
  private int state;

  public GrammarRun(Grammar grammar, GrammarLimits limits, int maxTokens) {
    this.grammar = grammar;
    this.limits = limits;
    this.maxTokens = maxTokens;
    this.shortest = shortestWays(grammar, limits);
    this.state = grammar.start();
    if (shortest[state] > maxTokens) {
      throw new GenerationException(
          shortest[state] >= NO_WAY
              ? "the grammar allows no answer for a photo with the facts " + limits.facts()
              : "the shortest answer has "
                  + shortest[state]
                  + " tokens, the bundle allows "
                  + maxTokens);
    }
  }

  /** Tokens from each state to an end over open edges, backwards from the accepting states. */
  private static int[] shortestWays(Grammar grammar, GrammarLimits limits) {
    int[] shortest = new int[grammar.size()];
    Arrays.fill(shortest, NO_WAY);
    List<List<Integer>> comesFrom = new ArrayList<>();
    for (int i = 0; i < grammar.size(); i++) {
      comesFrom.add(new ArrayList<>());
    }
    ArrayDeque<Integer> next = new ArrayDeque<>();
    for (int i = 0; i < grammar.size(); i++) {
      for (Grammar.Edge edge : grammar.state(i).edges()) {
        if (limits.allow(edge)) {
          comesFrom.get(edge.to()).add(i);
        }
      }
      if (grammar.state(i).accepting()) {
        shortest[i] = 0;
        next.add(i);
      }
    }
    while (!next.isEmpty()) {
      int reached = next.remove();
      for (int from : comesFrom.get(reached)) {
        if (shortest[from] == NO_WAY) {
          shortest[from] = shortest[reached] + 1;
          next.add(from);
        }
      }
    }
    return shortest;
  }

  /** True when the answer is complete. */
  public boolean isDone() {
    Grammar.State here = grammar.state(state);
    return here.accepting() && (here.edges().isEmpty() || path.size() == maxTokens);
  }

  /** The edges taken so far, one per token. */
  public List<Grammar.Edge> path() {
    return List.copyOf(path);
  }

  private boolean isOpen(Grammar.Edge edge) {
    return limits.allow(edge) && shortest[edge.to()] + 1 <= maxTokens - path.size();
  }

  /** The only token that may follow; empty when there is a choice or the answer is complete. */
  public OptionalInt forced() {
    if (grammar.state(state).accepting()) {
      return OptionalInt.empty();
    }
    int token = -1;
    for (Grammar.Edge edge : grammar.state(state).edges()) {
      if (isOpen(edge)) {
        if (token >= 0 || edge.except() || edge.tokens().size() != 1) {
          return OptionalInt.empty();
        }
        token = edge.tokens().iterator().next();
      }
    }
    return token < 0 ? OptionalInt.empty() : OptionalInt.of(token);
  }

  /**
   * The best allowed token; the lowest id among equals.
   *
   * @param logits of at least one position
   * @param offset where those of the next token begin
   * @param vocabulary how many there are
   * @throws GenerationException when none is allowed, or a logit is no number
   */
  public int best(float[] logits, int offset, int vocabulary) {
    int best = -1;
    float bestLogit = Float.NEGATIVE_INFINITY;
    List<Grammar.Edge> edges = grammar.state(state).edges();
    for (int i = 0; i < edges.size(); i++) {
      Grammar.Edge edge = edges.get(i);
      if (!isOpen(edge)) {
        continue;
      }
      if (edge.except()) {
        for (int token = 0; token < vocabulary; token++) {
          float logit = logits[offset + token];
          if (isBetter(token, logit, best, bestLogit)
              && edge.takes(token)
              && isFirst(edges, i, token)) {
            best = token;
            bestLogit = logit;
          }
        }
      } else {
        for (int token : edge.tokens()) {
          float logit = logits[offset + token];
          if (isBetter(token, logit, best, bestLogit) && isFirst(edges, i, token)) {
            best = token;
            bestLogit = logit;
          }
        }
      }
    }
    if (best < 0) {
      throw new GenerationException(
          "no token with a finite logit may follow after "
              + path.size()
              + " tokens in state '"
              + grammar.state(state).name()
              + "'");
    }
    return best;
  }

  /** NaN is never better. */
  private static boolean isBetter(int token, float logit, int best, float bestLogit) {
    return logit > bestLogit || (logit == bestLogit && token < best);
  }

  /** A token that an earlier edge takes never takes this one. */
  private boolean isFirst(List<Grammar.Edge> edges, int index, int token) {
    for (int i = 0; i < index; i++) {
      if (limits.allow(edges.get(i)) && edges.get(i).takes(token)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Goes on by a token.
   *
   * @throws GenerationException when it is not allowed
   */
  public void take(int token) {
    for (Grammar.Edge edge : grammar.state(state).edges()) {
      if (limits.allow(edge) && edge.takes(token)) {
        if (!isOpen(edge)) {
          break;
        }
        path.add(edge);
        state = edge.to();
        return;
      }
    }
    throw new GenerationException(
        "token " + token + " is not allowed in state '" + grammar.state(state).name() + "'");
  }

  /**
   * How many of these tokens can stay when the limits have become tighter: the longest beginning
   * from which an answer can still be completed.
   */
  public static int longestUsable(
      Grammar grammar, GrammarLimits limits, int maxTokens, List<Integer> tokens) {
    GrammarRun run = new GrammarRun(grammar, limits, maxTokens);
    for (int i = 0; i < tokens.size(); i++) {
      try {
        run.take(tokens.get(i));
      } catch (GenerationException e) {
        return i;
      }
    }
    return tokens.size();
  }

  /**
   * The first place in a text where a token may stand.
   *
   * @return how many tokens of the text stand before it; below 0 when it may stand nowhere
   */
  public static int firstPlaceFor(
      int token, Grammar grammar, GrammarLimits limits, int maxTokens, List<Integer> text) {
    GrammarRun run = new GrammarRun(grammar, limits, maxTokens);
    for (int i = 0; i <= text.size(); i++) {
      boolean mayStand =
          grammar.state(run.state).edges().stream()
              .anyMatch(edge -> run.isOpen(edge) && edge.takes(token));
      if (mayStand) {
        return i;
      }
      if (i < text.size()) {
        run.take(text.get(i));
      }
    }
    return -1;
  }
}
