package io.tonework.planner.request;

import io.tonework.planner.claims.Aspect;
import io.tonework.planner.request.lexicon.Lexeme;
import io.tonework.planner.request.lexicon.Role;
import io.tonework.planner.request.lexicon.Trait;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a clause, to be asked where what stands. Immutable.
 *
 * @param list in the order of the text
 */
record Terms(List<Lexeme> list) {
  private static final double LITTLE_PERCENT = 12;
  private static final double MUCH_PERCENT = 45;

  Terms {
    list = List.copyOf(list);
  }

  Lexeme get(int at) {
    return list.get(at);
  }

  int size() {
    return list.size();
  }

  int indexOf(Lexeme term) {
    return list.indexOf(term);
  }

  boolean any(Predicate<Lexeme> test) {
    return list.stream().anyMatch(test);
  }

  boolean has(Role... roles) {
    return any(term -> isOne(term, roles));
  }

  @Nullable Lexeme first(Role role) {
    return firstAfter(-1, role);
  }

  @Nullable Lexeme firstAfter(int at, Role... roles) {
    return list.stream().skip(at + 1L).filter(term -> isOne(term, roles)).findFirst().orElse(null);
  }

  private static boolean isOne(Lexeme term, Role... roles) {
    return Arrays.asList(roles).contains(term.role());
  }

  boolean isNext(int at, Role role) {
    return at + 1 < list.size() && list.get(at + 1).is(role);
  }

  boolean isNounOf(int at, Aspect about) {
    return at < list.size() && list.get(at).isOf(Role.NOUN, about);
  }

  /** The part or colour that the clause is about, when it is about one. */
  @Nullable Lexeme target() {
    List<Lexeme> found = list.stream().filter(term -> isOne(term, Role.REGION, Role.HUES)).toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  /** How strongly it is meant. */
  double strength() {
    boolean little = false;
    boolean much = false;
    for (Lexeme term : list) {
      little |= term.is(Role.LITTLE) || term.has(Trait.LITTLE);
      much |= term.is(Role.MUCH) || term.has(Trait.MUCH);
      if (term.is(Role.NUMBER)) {
        double value = Math.abs(Double.parseDouble(term.text().replace(',', '.')));
        little |= value > 1 && value <= LITTLE_PERCENT;
        much |= value >= MUCH_PERCENT;
      }
    }
    return little == much ? 1 : little ? Wish.LITTLE : Wish.MUCH;
  }

  /** +1 for a high level, -1 for a low one, 0 for none. */
  int level() {
    for (Lexeme term : list) {
      if (isOne(term, Role.HIGH, Role.LOW)) {
        return term.is(Role.HIGH) ? 1 : -1;
      }
    }
    return 0;
  }

  /**
   * The particle of a movement whose verb is left out: "down the highlights", "the highlights
   * down". Null where anything else is said, or nothing that it moves.
   */
  @Nullable Lexeme elliptic() {
    List<Lexeme> said = list.stream().filter(term -> !term.role().weighsNothing()).toList();
    List<Lexeme> particles = said.stream().filter(term -> term.has(Trait.ALONE)).toList();
    boolean isAlone =
        particles.size() == 1
            && said.size() > 1
            && said.stream()
                .allMatch(term ->
                    term.has(Trait.ALONE) || isOne(term, Role.NOUN, Role.REGION, Role.HUES));
    return isAlone && (said.getFirst().has(Trait.ALONE) || said.getLast().has(Trait.ALONE))
        ? particles.getFirst()
        : null;
  }

  /** True when the last word that weighs is a particle. */
  boolean endsInParticle() {
    return list.reversed().stream()
        .filter(term -> !term.role().weighsNothing())
        .findFirst()
        .filter(term -> isOne(term, Role.RISE, Role.FALL))
        .isPresent();
  }

  /**
   * True when an adjective has a verb or a subject before it: "make it bright", "the light soft".
   */
  boolean hasPredicate() {
    boolean isOpened = false;
    for (Lexeme term : list) {
      if (isOpened && isOne(term, Role.ADJECTIVE, Role.FAULT)) {
        return true;
      }
      isOpened |=
          term.has(Trait.PICTURE) || isOne(term, Role.MAKE, Role.NOUN, Role.REGION, Role.HUES);
    }
    return false;
  }

  /** What "more" or "less" says the degree of; null for nothing. */
  private @Nullable Lexeme graded(int at) {
    return list.get(at).has(Trait.GRADES)
        ? list.stream()
            .skip(at + 1L)
            .filter(term -> !term.role().weighsNothing())
            .findFirst()
            .orElse(null)
        : null;
  }

  /** True for "more bright" of colours, which are richer then as well as lighter. */
  private boolean isBrightColour(Lexeme noun, int at) {
    Lexeme quality = graded(at);
    return isColourItself(noun)
        && quality != null
        && quality.isOf(Role.ADJECTIVE, Aspect.LIGHTNESS)
        && quality.way() > 0;
  }

  /** True when "more" or "less" says how much of a quality that stands behind it. */
  boolean grades(int at) {
    Lexeme quality = graded(at);
    return quality != null
        && (quality.role().modifies() || isOne(quality, Role.COLOUR, Role.CAST, Role.BLOCKED));
  }

  /** What directs from behind: "contrast increased", "the blues stronger". */
  @Nullable Lexeme trailing(int at) {
    for (int i = at + 1; i < list.size(); i++) {
      Lexeme term = list.get(i);
      if (term.role().directs()
          && term.has(Trait.TRAILS)
          && (!grades(i) || isBrightColour(list.get(at), i))) {
        return term;
      }
    }
    return null;
  }

  /** "more", "less" before a term, with nothing between that weighs; null for none. */
  @Nullable Lexeme governor(int at) {
    for (int i = at - 1; i >= 0; i--) {
      Lexeme term = list.get(i);
      if (term.role().directs()) {
        return term;
      }
      if (!term.role().weighsNothing() && !term.is(Role.ADJECTIVE)) {
        break;
      }
    }
    return at > 0 && list.getFirst().role().directs() ? list.getFirst() : null;
  }

  /** True when a colour is that of a cast: "blue and green tint". */
  boolean isTone(int at) {
    for (int i = at + 1; i < list.size(); i++) {
      Lexeme term = list.get(i);
      if (term.is(Role.TONE) || (term.is(Role.NOUN) && isColourItself(term))) {
        return true;
      }
      if (!isOne(term, Role.COLOUR, Role.CAST)) {
        return false;
      }
    }
    return false;
  }

  /** True for "colours", false for the saturation: "the blue colour" is a cast. */
  static boolean isColourItself(Lexeme noun) {
    return noun.has(Trait.COLOURS);
  }

  /** True when a verb, an adjective or the saturation has a colour for its object. */
  boolean isOneColour(int at) {
    if (isTone(at)) {
      return false;
    }
    return (at > 0 && list.get(at - 1).is(Role.ADJECTIVE) && isOfOneColour(list.get(at - 1)))
        || any(term -> term.isOf(Role.NOUN, Aspect.COLOURFULNESS) && !isColourItself(term))
        || list.stream().limit(at).anyMatch(term -> term.is(Role.VERB))
        || any(term -> term.is(Role.COMPARATIVE) && isOfOneColour(term));
  }

  /** True for what can be said of one colour. */
  static boolean isOfOneColour(Lexeme term) {
    return term.isAbout(Aspect.LIGHTNESS) || term.isAbout(Aspect.COLOURFULNESS);
  }
}
