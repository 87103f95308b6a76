package io.tonework.planner;

import io.tonework.models.AskedMove;
import io.tonework.models.Draft;
import io.tonework.models.GrammarLimits;
import io.tonework.models.LanguagePlanner;
import io.tonework.models.ToldWish;
import io.tonework.planner.request.ReadWish;
import io.tonework.planner.request.Reading;
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
 * @param reading what the words say
 */
record Understanding(LanguagePlanner language, Reading reading) {
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
    boolean refusesInVain = refusesInVain(draft);
    if (meant.isEmpty() || (meant.equals(told) && !refusesInVain)) {
      return Optional.empty();
    }
    GrammarLimits tighter =
        refusesInVain || isPlain() ? language.without(REFUSING, limits) : limits;
    List<AskedMove> asked = meant.stream().map(ToldWish::asked).filter(Objects::nonNull).toList();
    for (int most = meant.size(); most > 0; most--) {
      Optional<List<Integer>> beginning = language.retold(draft, tighter, meant.subList(0, most));
      if (beginning.isPresent()) {
        return Optional.of(new Correction(beginning.get(), tighter, asked));
      }
    }
    return Optional.empty();
  }

  private boolean isImpossibleOnly() {
    return reading.isWhole() && reading.wishes().isEmpty() && !reading.refused().isEmpty();
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
    Map<String, ToldWish> meant = new LinkedHashMap<>();
    for (ReadWish wish : reading.wishes()) {
      language.tell(wish.claim(), wish.strength()).ifPresent(t -> meant.put(wish.subject(), t));
    }
    boolean isAllRead = reading.isWhole() && !meant.isEmpty();
    List<ToldWish> others = new ArrayList<>();
    for (ToldWish wish : told) {
      AskedMove asked = wish.asked();
      if (asked == null) {
        if (!isAllRead && !others.contains(wish)) {
          others.add(wish);
        }
      } else if (!isAllRead) {
        String subject = ReadWish.subject(asked.claim());
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
        .filter(guess -> guess.subject().equals(ReadWish.subject(asked.claim())))
        .filter(guess -> !guess.claim().equals(asked.claim()))
        .findFirst()
        .flatMap(guess -> language.tell(guess.claim(), asked.strength()))
        .orElse(wish);
  }

  /** The same wishes in another order are understood. */
  private static boolean isSame(List<ToldWish> some, List<ToldWish> others) {
    return some.size() == others.size() && some.containsAll(others) && others.containsAll(some);
  }

  /** One for a request; null when the bundle does not tell what it understands. */
  static @Nullable Understanding of(LanguagePlanner language, @Nullable Reading reading) {
    return reading != null && language.tellsWishes() ? new Understanding(language, reading) : null;
  }
}
