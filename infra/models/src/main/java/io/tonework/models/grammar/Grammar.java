package io.tonework.models.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.contracts.ContractsJson;
import io.tonework.models.bundle.BundleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A finite automaton over token ids: what an answer may look like. Immutable.
 *
 * <p>An edge can be bound to facts of the photo, and can carry claims, which are checked against
 * the pixels once the answer is there.
 */
public final class Grammar {
  private final List<State> states;
  private final int start;

  private Grammar(List<State> states, int start) {
    this.states = List.copyOf(states);
    this.start = start;
  }

  /**
   * A way from one state to another.
   *
   * @param id its number in the grammar
   * @param tokens the ids that take it, or those that do not
   * @param except true when {@code tokens} are those that do not
   * @param to the state that it leads to
   * @param requires facts that must hold, or with a leading {@code !} must not
   * @param claims what a text says that takes it
   */
  public record Edge(
      int id,
      Set<Integer> tokens,
      boolean except,
      int to,
      List<String> requires,
      List<String> claims) {
    /** Copies. */
    public Edge {
      tokens = Set.copyOf(tokens);
      requires = List.copyOf(requires);
      claims = List.copyOf(claims);
    }

    boolean takes(int token) {
      return tokens.contains(token) != except;
    }
  }

  /**
   * Where a text can be.
   *
   * @param name for messages
   * @param edges in order: the first that takes a token is the one that it takes
   * @param accepting true when the text ends here: at once without edges, else when it may not grow
   *     longer
   */
  record State(String name, List<Edge> edges, boolean accepting) {}

  State state(int number) {
    return states.get(number);
  }

  int start() {
    return start;
  }

  int size() {
    return states.size();
  }

  /** Every claim that some edge makes. */
  public Set<String> claims() {
    return states.stream()
        .flatMap(state -> state.edges().stream())
        .flatMap(edge -> edge.claims().stream())
        .collect(Collectors.toSet());
  }

  /** The edges that name a token; those of anything else are not counted. */
  public Set<Integer> edgesNaming(int token) {
    return states.stream()
        .flatMap(state -> state.edges().stream())
        .filter(edge -> !edge.except() && edge.tokens().contains(token))
        .map(Edge::id)
        .collect(Collectors.toSet());
  }

  /** True when a token can stand directly behind another. */
  public boolean mayFollow(int token, int other) {
    return states.stream()
        .flatMap(state -> state.edges().stream())
        .filter(edge -> edge.takes(other))
        .flatMap(edge -> states.get(edge.to()).edges().stream())
        .anyMatch(edge -> edge.takes(token));
  }

  /** Every fact that some edge requires. */
  public Set<String> facts() {
    return states.stream()
        .flatMap(state -> state.edges().stream())
        .flatMap(edge -> edge.requires().stream())
        .filter(fact -> !fact.startsWith("!"))
        .collect(Collectors.toSet());
  }

  /**
   * Text that is free but for the three retouch tokens, each once and in order, with anything
   * between and behind them; the end may come after the third and need not.
   */
  public static Grammar freeText(List<Integer> retouch, int end) {
    Set<Integer> marks = new HashSet<>(retouch);
    marks.add(end);
    List<State> states = new ArrayList<>();
    int edges = 0;
    for (int i = 0; i <= retouch.size(); i++) {
      int next = i < retouch.size() ? retouch.get(i) : end;
      states.add(
          new State(
              "after " + i + " retouch tokens",
              List.of(
                  new Edge(edges++, Set.of(next), false, i + 1, List.of(), List.of()),
                  new Edge(edges++, marks, true, i, List.of(), List.of())),
              i == retouch.size()));
    }
    states.add(new State("end", List.of(), true));
    return new Grammar(states, 0);
  }

  /**
   * Reads {@code grammar.json}.
   *
   * @param bundle where it lies, for messages
   * @throws BundleException naming the state at fault
   */
  public static Grammar read(byte[] json, String bundle, String file, int vocabulary) {
    try {
      return new Reader(vocabulary).read(ContractsJson.mapper().readTree(json));
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleException(bundle, file, "is no grammar: " + e.getMessage(), e);
    }
  }

  private static final class Reader {
    private final int vocabulary;
    private final Map<String, Integer> numbers = new HashMap<>();
    private int edges;

    Reader(int vocabulary) {
      this.vocabulary = vocabulary;
    }

    Grammar read(JsonNode json) {
      JsonNode listed = json.path("states");
      listed.forEach(state -> {
        if (numbers.putIfAbsent(state.path("name").asText(), numbers.size()) != null) {
          throw new IllegalArgumentException("two states are named " + state.path("name"));
        }
      });
      List<State> states = new ArrayList<>();
      listed.forEach(state -> states.add(state(state)));
      if (states.stream().noneMatch(State::accepting)) {
        throw new IllegalArgumentException("no state accepts, so no text could end");
      }
      return new Grammar(states, number(json.path("start").asText(), "start"));
    }

    private State state(JsonNode json) {
      String name = json.path("name").asText();
      List<Edge> out = new ArrayList<>();
      json.path("edges").forEach(edge -> out.add(edge(edge, name)));
      // a state without a way out is no fault: nothing is ever led into a dead end
      return new State(name, List.copyOf(out), json.path("accept").asBoolean(false));
    }

    private Edge edge(JsonNode json, String state) {
      boolean except = json.has("anyExcept");
      Set<Integer> tokens = new HashSet<>();
      json.path(except ? "anyExcept" : "tokens")
          .forEach(id -> {
            if (!id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= vocabulary) {
              throw new IllegalArgumentException(
                  "state " + state + " has the token " + id + ", the vocabulary " + vocabulary);
            }
            tokens.add(id.intValue());
          });
      if (tokens.isEmpty() && !except) {
        throw new IllegalArgumentException("an edge of state " + state + " has no tokens");
      }
      return new Edge(
          edges++,
          tokens,
          except,
          number(json.path("to").asText(), state),
          texts(json.path("requires")),
          texts(json.path("claims")));
    }

    private int number(String name, String from) {
      @Nullable Integer number = numbers.get(name);
      if (number == null) {
        throw new IllegalArgumentException(from + " leads to '" + name + "', which is no state");
      }
      return number;
    }

    private static List<String> texts(JsonNode json) {
      List<String> texts = new ArrayList<>();
      json.forEach(text -> texts.add(text.asText()));
      return texts;
    }
  }
}
