package io.tonework.planner;

import io.tonework.models.bundle.AskedMove;
import io.tonework.models.bundle.ToldWish;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.language.Draft;
import io.tonework.models.language.LanguagePlanner;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.claims.Subject;
import io.tonework.planner.request.ReadWish;
import io.tonework.planner.request.Reading;
import io.tonework.planner.request.RequestReader;
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
 * @param language spells wishes in the bundle's phrases
 * @param look a look that the request calls by its name; null for none
 * @param reading what the other words say
 */
record Understanding(LanguagePlanner language, @Nullable ToldWish look, Reading reading) {
  /** The phrase that wishes follow which cannot be met. */
  static final String REFUSING = " Cannot be done here:";

  private static final String ASKED = " Asked for:";

  /**
   * A text that is to be written anew.
   *
   * @param beginning its tokens that stay
   * @param limits what it may not say
   * @param asked every wish, also those that the text has no room for
   */
  record Correction(List<Integer> beginning, GrammarLimits limits, List<AskedMove> asked) {}

  /** What to write anew; empty when the draft has understood. */
  Optional<Correction> correct(Draft draft, GrammarLimits limits) {
    List<ToldWish> told = language.told(draft);
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
    GrammarLimits tighter =
        refusesInVain || isPlain() ? language.without(REFUSING, limits) : limits;
    List<AskedMove> asked = asked(meant);
    for (int most = meant.size(); most > 0; most--) {
      Optional<List<Integer>> beginning = language.retold(draft, tighter, meant.subList(0, most));
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
  List<AskedMove> asked(List<ToldWish> told) {
    List<AskedMove> asked = new ArrayList<>();
    told.stream().map(ToldWish::asked).filter(Objects::nonNull).forEach(asked::add);
    boolean hasLook = told.stream().anyMatch(wish -> wish.asked() == null);
    if (hasLook && reading.isLook()) {
      for (ReadWish guess : reading.guesses()) {
        if (asked.stream().noneMatch(wish -> isAbout(guess, wish))) {
          language
              .tell(guess.claim().toString(), ReadWish.LITTLE)
              .map(ToldWish::asked)
              .ifPresent(asked::add);
        }
      }
    }
    return asked;
  }

  private static Subject subject(AskedMove asked) {
    return Claim.parse(asked.claim()).subject();
  }

  private static boolean isAbout(ReadWish guess, AskedMove asked) {
    return subject(asked).equals(guess.subject());
  }

  private Optional<Correction> withSomeWish(Draft draft, GrammarLimits limits) {
    GrammarLimits tighter = language.without(REFUSING, limits);
    return language
        .openingWishes(draft, tighter)
        .map(beginning -> new Correction(beginning, tighter, List.of()));
  }

  private boolean isImpossibleOnly() {
    return look == null
        && reading.isWhole()
        && reading.wishes().isEmpty()
        && !reading.refused().isEmpty();
  }

  private Optional<Correction> withoutWishes(Draft draft, GrammarLimits limits) {
    GrammarLimits tighter = language.without(ASKED, limits);
    int kept = language.usable(draft.ids(), tighter);
    return Optional.of(new Correction(draft.ids().subList(0, kept), tighter, List.of()));
  }

  /** True when every word was read and none asks for what cannot be done. */
  private boolean isPlain() {
    return reading.isWhole() && reading.refused().isEmpty();
  }

  private boolean refusesInVain(Draft draft) {
    return isPlain() && !reading.wishes().isEmpty() && draft.text().whole().contains(REFUSING);
  }

  /** The wishes of the plain words, then those that the decoder alone has understood. */
  private List<ToldWish> meant(List<ToldWish> told) {
    Map<Subject, ToldWish> meant = new LinkedHashMap<>();
    for (ReadWish wish : reading.wishes()) {
      language
          .tell(wish.claim().toString(), wish.strength())
          .ifPresent(t -> meant.put(wish.subject(), t));
    }
    boolean isAllRead = reading.isWhole() && (look != null || !meant.isEmpty());
    List<ToldWish> others = new ArrayList<>();
    if (look != null) {
      others.add(look);
    }
    for (ToldWish wish : told) {
      AskedMove asked = wish.asked();
      if (asked == null) {
        if (look == null && !isAllRead && !others.contains(wish)) {
          others.add(wish);
        }
      } else if (!isAllRead && !reading.kept().contains(subject(asked))) {
        Subject subject = subject(asked);
        meant.computeIfAbsent(subject, _ -> unlessGuessedOtherwise(wish, asked));
      }
    }
    List<ToldWish> all = new ArrayList<>(meant.values());
    all.addAll(others);
    return isSame(all, told) ? told : all;
  }

  /** A decoder's wish, turned round where the words seem to say the opposite. */
  private ToldWish unlessGuessedOtherwise(ToldWish wish, AskedMove asked) {
    return reading.guesses().stream()
        .filter(guess -> guess.subject().equals(subject(asked)))
        .filter(guess -> !guess.claim().equals(Claim.parse(asked.claim())))
        .findFirst()
        .flatMap(guess -> language.tell(guess.claim().toString(), asked.strength()))
        .orElse(wish);
  }

  /** The same wishes in another order are understood. */
  private static boolean isSame(List<ToldWish> some, List<ToldWish> others) {
    return some.size() == others.size() && some.containsAll(others) && others.containsAll(some);
  }

  /** One for a request; null when the bundle does not tell what it understands. */
  static @Nullable Understanding of(LanguagePlanner language, @Nullable String request) {
    if (request == null || !language.tellsWishes()) {
      return null;
    }
    String plain = RequestReader.words(request);
    return language
        .lookNamedIn(plain)
        .map(look ->
            new Understanding(
                language, look.told(), RequestReader.readBesides(look.name(), request)))
        .orElseGet(() -> new Understanding(language, null, RequestReader.read(request)));
  }

  /** False for a request in another language, or in none. */
  boolean isUnderstood() {
    return look != null || reading.isUnderstood();
  }
}
