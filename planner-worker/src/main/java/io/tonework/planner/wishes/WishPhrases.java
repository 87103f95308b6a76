package io.tonework.planner.wishes;

import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.grammar.GrammarRun;
import io.tonework.models.language.Draft;
import io.tonework.models.manifest.Manifest;
import io.tonework.planner.claims.Claim;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a bundle tells wishes: reads them in a draft, and says how a draft begins that tells others.
 * Immutable; needs the bundle's grammar and phrases, but no graph.
 */
public final class WishPhrases {
  private final LanguageSpec spec;
  private final Grammar grammar;
  private final WishTable table;

  private WishPhrases(LanguageSpec spec, Grammar grammar, WishTable table) {
    this.spec = spec;
    this.grammar = grammar;
    this.table = table;
  }

  /**
   * Those of a bundle.
   *
   * @param bundle where it lies, for messages
   * @throws io.tonework.models.bundle.BundleException when its wishes mean nothing that is known
   */
  public static WishPhrases of(
      Manifest manifest, LanguageSpec spec, Grammar grammar, String bundle) {
    return new WishPhrases(spec, grammar, WishTable.of(manifest, bundle));
  }

  /** True when a plan's text tells what was asked for in phrases whose meaning is known. */
  public boolean areTold() {
    return spec.grammar() != null && !table.isEmpty();
  }

  /** What a draft says was asked for, looks included. */
  public List<ToldWish> told(Draft draft) {
    return table.toldIn(draft.ids());
  }

  /** What a draft says was asked for that must become true of the pixels, each once. */
  public List<ToldWish> moves(Draft draft) {
    return table.movesIn(draft.ids());
  }

  /**
   * A wish in the bundle's phrases; empty when it has none for the claim.
   *
   * @param strength 1 is plain
   */
  Optional<ToldWish> tell(Claim claim, double strength) {
    return table.tell(claim, strength);
  }

  /**
   * The beginning of a draft with other wishes in place of those that it tells; it ends behind
   * them. Empty when the grammar does not let them be told.
   *
   * @param wishes at least one
   */
  Optional<List<Integer>> retold(Draft draft, GrammarLimits limits, List<ToldWish> wishes) {
    return beforeWishes(draft, limits)
        .map(before -> joined(before, table.sentence(wishes)))
        .filter(beginning -> usable(beginning, limits) == beginning.size());
  }

  /**
   * The beginning of a draft up to where its wishes are told, of which there must then be one.
   * Empty when the grammar does not let any be told.
   */
  Optional<List<Integer>> opened(Draft draft, GrammarLimits limits) {
    return beforeWishes(draft, limits).map(before -> joined(before, List.of(opening())));
  }

  private Optional<List<Integer>> beforeWishes(Draft draft, GrammarLimits limits) {
    int place = GrammarRun.firstPlaceFor(opening(), grammar, limits, maxTokens(), draft.ids());
    return place < 0 ? Optional.empty() : Optional.of(draft.ids().subList(0, place));
  }

  private static List<Integer> joined(List<Integer> some, List<Integer> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /**
   * The look that a request calls by its name, which is a phrase of the bundle: one of several
   * words anywhere in it, one of a single word when nothing else is asked.
   *
   * @param request in plain lower case, words apart by single blanks
   */
  Optional<NamedLook> lookNamedIn(String request) {
    List<String> phrases = spec.wording().text();
    return IntStream.range(0, phrases.size())
        .mapToObj(i ->
            new NamedLook(
                phrases.get(i).strip().toLowerCase(Locale.ROOT),
                ToldWish.look(List.of(spec.wording().first() + i))))
        .filter(look -> isNamed(look.name(), request))
        .filter(look -> isLook(look.told()))
        .max(
            Comparator.comparingInt((NamedLook look) -> look.name().length())
                .thenComparing(NamedLook::name));
  }

  /**
   * A look of the bundle.
   *
   * @param name in lower case
   * @param told how a text tells that it was asked for
   */
  record NamedLook(String name, ToldWish told) {}

  private static boolean isNamed(String name, String request) {
    return name.indexOf(' ') < 0
        ? request.equals(name)
        : (" " + request + " ").contains(" " + name + " ");
  }

  /** True when the manifest names it, or when it can be told of by itself and has no move. */
  private boolean isLook(ToldWish told) {
    int phrase = told.phrases().getFirst();
    List<Integer> named = table.marks().looks();
    if (named != null) {
      return areTold() && named.contains(phrase);
    }
    return areTold()
        && grammar.mayFollow(phrase, opening())
        && table.toldIn(table.sentence(List.of(told))).equals(List.of(told));
  }

  /** The limits with every telling of a wish forbidden. */
  GrammarLimits tellingNone(GrammarLimits limits) {
    return without(opening(), limits);
  }

  /** The limits with every refusal forbidden. */
  GrammarLimits refusingNothing(GrammarLimits limits) {
    return without(table.marks().refusing(), limits);
  }

  private GrammarLimits without(int phrase, GrammarLimits limits) {
    return phrase < 0 ? limits : limits.closing(grammar.edgesNaming(phrase));
  }

  /** True when a draft says of something that it cannot be done. */
  boolean refuses(Draft draft) {
    return draft.ids().contains(table.marks().refusing());
  }

  /**
   * How many of these tokens an answer within tighter limits can begin with.
   *
   * @throws io.tonework.models.GenerationException when no answer is left
   */
  public int usable(List<Integer> ids, GrammarLimits limits) {
    return GrammarRun.longestUsable(grammar, limits, maxTokens(), ids);
  }

  private int opening() {
    return table.marks().opening();
  }

  private int maxTokens() {
    return spec.decoder().maxTokens();
  }
}
