package io.tonework.planner.wishes;

import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.language.Draft;
import io.tonework.planner.claims.Subject;
import io.tonework.planner.request.Reading;
import io.tonework.planner.request.RequestReader;
import io.tonework.planner.request.Wish;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a plan says was asked for against what the request plainly says, word by word. Where
 * they differ, the plain words win and the text is written anew from there; what only the decoder
 * can have understood, a look or a mood, stays.
 *
 * <p>Stateless, thread-safe and deterministic.
 *
 * @param phrases spells wishes in the bundle's phrases
 * @param look a look that the request calls by its name; null for none
 * @param reading what the other words say
 */
public record MisreadingCheck(WishPhrases phrases, @Nullable ToldWish look, Reading reading) {
  /**
   * A text that is to be written anew.
   *
   * @param beginning its tokens that stay
   * @param limits what it may not say
   * @param asked every wish that must come true, also those that the text has no room for
   */
  public record Correction(List<Integer> beginning, GrammarLimits limits, List<ToldWish> asked) {}

  /** One for a request; null when the bundle does not tell what it understands. */
  public static @Nullable MisreadingCheck of(WishPhrases phrases, @Nullable String request) {
    if (request == null || !phrases.areTold()) {
      return null;
    }
    return phrases
        .lookNamedIn(RequestReader.words(request))
        .map(look ->
            new MisreadingCheck(
                phrases, look.told(), RequestReader.readBesides(look.name(), request)))
        .orElseGet(() -> new MisreadingCheck(phrases, null, RequestReader.read(request)));
  }

  /** False for a request in another language, or in none. */
  public boolean isUnderstood() {
    return look != null || reading.isUnderstood();
  }

  /** What to write anew; empty when the draft has understood. */
  public Optional<Correction> correct(Draft draft, GrammarLimits limits) {
    List<ToldWish> told = phrases.told(draft);
    if (isImpossibleOnly()) {
      return told.isEmpty() ? Optional.empty() : withoutWishes(draft, limits);
    }
    List<ToldWish> meant = meant(told);
    if (meant.isEmpty() && reading.isLook()) {
      return withSomeWish(draft, limits);
    }
    boolean refusesInVain = refusesInVain(draft);
    if (meant.isEmpty() || (meant.equals(told) && !refusesInVain)) {
      return Optional.empty();
    }
    GrammarLimits tighter = refusesInVain || isPlain() ? phrases.refusingNothing(limits) : limits;
    List<ToldWish> asked = asked(meant);
    for (int most = meant.size(); most > 0; most--) {
      Optional<List<Integer>> beginning = phrases.retold(draft, tighter, meant.subList(0, most));
      if (beginning.isPresent()) {
        return Optional.of(new Correction(beginning.get(), tighter, asked));
      }
    }
    return Optional.empty();
  }

  /**
   * What is to come true of the pixels: what is told, and what adjectives of a look name ("warm
   * film"), a little of which must show whatever the look does.
   */
  public List<ToldWish> asked(List<ToldWish> told) {
    List<ToldWish> asked = new ArrayList<>();
    told.stream().filter(wish -> !wish.isLook()).forEach(asked::add);
    boolean hasLook = told.stream().anyMatch(ToldWish::isLook);
    if (hasLook && reading.isLook()) {
      for (Wish guess : reading.guesses()) {
        if (asked.stream().noneMatch(wish -> subject(wish).equals(guess.subject()))) {
          phrases.tell(guess.claim(), Wish.LITTLE).ifPresent(asked::add);
        }
      }
    }
    return asked;
  }

  private Optional<Correction> withSomeWish(Draft draft, GrammarLimits limits) {
    GrammarLimits tighter = phrases.refusingNothing(limits);
    return phrases
        .opened(draft, tighter)
        .map(beginning -> new Correction(beginning, tighter, List.of()));
  }

  private boolean isImpossibleOnly() {
    return look == null
        && reading.isWhole()
        && reading.wishes().isEmpty()
        && !reading.refused().isEmpty();
  }

  private Optional<Correction> withoutWishes(Draft draft, GrammarLimits limits) {
    GrammarLimits tighter = phrases.tellingNone(limits);
    int kept = phrases.usable(draft.ids(), tighter);
    return Optional.of(new Correction(draft.ids().subList(0, kept), tighter, List.of()));
  }

  /** True when every word was read and none asks for what cannot be done. */
  private boolean isPlain() {
    return reading.isWhole() && reading.refused().isEmpty();
  }

  private boolean refusesInVain(Draft draft) {
    return isPlain() && !reading.wishes().isEmpty() && phrases.refuses(draft);
  }

  /** The wishes of the plain words, then those that the decoder alone has understood. */
  private List<ToldWish> meant(List<ToldWish> told) {
    Map<Subject, ToldWish> meant = new LinkedHashMap<>();
    for (Wish wish : reading.wishes()) {
      phrases.tell(wish.claim(), wish.strength()).ifPresent(t -> meant.put(wish.subject(), t));
    }
    boolean isAllRead = reading.isWhole() && (look != null || !meant.isEmpty());
    List<ToldWish> others = new ArrayList<>();
    if (look != null) {
      others.add(look);
    }
    for (ToldWish wish : told) {
      if (wish.isLook()) {
        if (look == null && !isAllRead && !others.contains(wish)) {
          others.add(wish);
        }
      } else if (!isAllRead && !reading.kept().contains(subject(wish))) {
        meant.computeIfAbsent(subject(wish), _ -> unlessGuessedOtherwise(wish));
      }
    }
    List<ToldWish> all = new ArrayList<>(meant.values());
    all.addAll(others);
    return isSame(all, told) ? told : all;
  }

  /** A decoder's wish, turned round where the words seem to say the opposite. */
  private ToldWish unlessGuessedOtherwise(ToldWish wish) {
    return reading.guesses().stream()
        .filter(guess -> guess.subject().equals(subject(wish)))
        .filter(guess -> !guess.claim().equals(wish.claim()))
        .findFirst()
        .flatMap(guess -> phrases.tell(guess.claim(), wish.strength()))
        .orElse(wish);
  }

  /** The same wishes in another order are understood. */
  private static boolean isSame(List<ToldWish> some, List<ToldWish> others) {
    return some.size() == others.size() && some.containsAll(others) && others.containsAll(some);
  }

  /** What a wish that is no look is about. */
  private static Subject subject(ToldWish wish) {
    return Objects.requireNonNull(wish.claim()).subject();
  }
}
