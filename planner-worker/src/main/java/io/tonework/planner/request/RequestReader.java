package io.tonework.planner.request;

import io.tonework.planner.claims.Subject;
import io.tonework.planner.request.lexicon.Impossible;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Lexicon;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads requests in English by their words: attributes, directions, denials and strengths, clause
 * by clause. It says only what is plain; looks, moods, things and places are not for it.
 *
 * <p>Stateless, thread-safe and deterministic.
 */
public final class RequestReader {
  private static final Lexicon ENGLISH = Lexicon.english();

  /** A text in which at most that share of the words is known is not understood. */
  private static final double LEAST_KNOWN = 0.25;

  private RequestReader() {}

  /** What a request asks for. */
  public static Reading read(String request) {
    List<Lexeme> words = ENGLISH.read(request);
    Collected all = new Collected();
    Scope.Carried before = Scope.Carried.NOTHING;
    List<Lexeme> clause = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Lexeme word = words.get(i);
      if (word.is(Role.STOP) || word.is(Role.AND) || isConjunction(words, i)) {
        before = all.add(clause, before);
        before = word.is(Role.STOP) ? Scope.Carried.NOTHING : before;
        clause.clear();
        continue;
      }
      if (word.has(Trait.OPENS) && !clause.isEmpty()) {
        before = all.add(clause, before);
        clause.clear();
      }
      clause.add(word);
    }
    all.add(clause, before);
    return all.reading(isUnderstood(words), isLook(words));
  }

  /**
   * The words of a request that weigh something, in lower case, with what only dresses a look
   * ("please", "style") left out at its ends.
   */
  public static String words(String request) {
    return LookNames.bare(request, ENGLISH);
  }

  /**
   * What a request asks for besides a look that it calls by its name.
   *
   * @param look the name, as it is found in the {@link #words} of the request
   */
  public static Reading readBesides(String look, String request) {
    return read(LookNames.cut(look, request, ENGLISH));
  }

  private static boolean isLook(List<Lexeme> words) {
    return words.stream().anyMatch(word -> word.is(Role.STYLE))
        && words.stream()
            .noneMatch(word -> word.role().directs() || word.is(Role.MOVE) || word.is(Role.CANNOT));
  }

  /** "so bring it down", and not "so dark". */
  private static boolean isConjunction(List<Lexeme> words, int at) {
    return words.get(at).has(Trait.JOINS)
        && (at + 1 == words.size()
            || switch (words.get(at + 1).role()) {
              case ADJECTIVE, FAULT, COLOUR, CAST, MUCH, HIGH, LOW, BLOCKED, BLOWN, STATED -> false;
              default -> true;
            });
  }

  private static boolean isUnderstood(List<Lexeme> words) {
    List<Lexeme> spoken =
        words.stream()
            .filter(word -> Character.isLetter(word.text().charAt(0)) || word.is(Role.UNKNOWN))
            .filter(word -> !word.is(Role.AND)) // "plus" is French too
            .toList();
    long exact = spoken.stream().filter(Lexeme::isExact).count();
    boolean isMisspelt = spoken.stream().noneMatch(word -> word.is(Role.UNKNOWN));
    return (isMisspelt && !spoken.isEmpty()) || exact > LEAST_KNOWN * spoken.size();
  }

  /** What the clauses say, together. */
  private static final class Collected {
    private final Map<Subject, Wish> wishes = new LinkedHashMap<>();
    private final Map<Subject, Wish> guesses = new LinkedHashMap<>();
    private final Set<Subject> torn = new LinkedHashSet<>();
    private final Set<Subject> kept = new LinkedHashSet<>();
    private final Set<Impossible> refused = new LinkedHashSet<>();
    private boolean whole = true;

    Scope.Carried add(List<Lexeme> words, Scope.Carried before) {
      if (words.isEmpty()) {
        return before;
      }
      Clause clause = new Clause(words, before);
      clause.read();
      refused.addAll(clause.refused());
      kept.addAll(clause.kept());
      whole &= clause.isPlain();
      clause.wishes().forEach(wish -> put(clause.isKnown() ? wishes : guesses, wish));
      return clause.leaves();
    }

    private void put(Map<Subject, Wish> to, Wish wish) {
      Wish earlier = wishes.getOrDefault(wish.subject(), guesses.get(wish.subject()));
      if (earlier != null && !earlier.claim().equals(wish.claim())) {
        torn.add(wish.subject());
      }
      to.putIfAbsent(wish.subject(), wish);
    }

    Reading reading(boolean isUnderstood, boolean isLook) {
      wishes.keySet().removeAll(torn);
      guesses.keySet().removeAll(torn);
      guesses.keySet().removeAll(wishes.keySet());
      return new Reading(
          isUnderstood ? List.copyOf(wishes.values()) : List.of(),
          isUnderstood ? List.copyOf(guesses.values()) : List.of(),
          List.copyOf(refused),
          kept,
          isLook,
          whole && torn.isEmpty(),
          isUnderstood);
    }
  }
}
