package io.tonework.planner.wishes;

import io.tonework.contracts.InvalidSlidersException;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.manifest.Manifest;
import io.tonework.planner.claims.Claim;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest's {@code wishes}: finds in an answer what it says was asked for, and tells wishes in
 * the phrases of the bundle. Immutable.
 *
 * @param marks the phrases around wishes
 * @param plain the wishes without a strength, by their phrases
 * @param strengths by their phrase
 */
record WishTable(
    WishMarks marks, Map<List<Integer>, ToldWish> plain, Map<Integer, Double> strengths) {
  private static final WishTable NONE = new WishTable(WishMarks.NONE, Map.of(), Map.of());

  WishTable {
    plain = Map.copyOf(plain);
    strengths = Map.copyOf(strengths);
  }

  /**
   * Reads and checks; a manifest without wishes gives a table that finds none.
   *
   * @throws BundleException naming the field
   */
  static WishTable of(Manifest manifest, String bundle) {
    Manifest.WishesSpec spec = manifest.wishes();
    if (spec == null) {
      return NONE;
    }
    Manifest.GraphSpec head = manifest.graphs().get(GraphRole.HEAD.key());
    require(
        head != null
            && head.outputs().containsKey("sliders")
            && manifest.graphs().containsKey(GraphRole.PARAMS.key()),
        bundle,
        "wishes need graphs.params and an output 'sliders' of graphs.head");
    Map<Integer, Double> strengths = new HashMap<>();
    for (Manifest.SizeSpec size : spec.sizes()) {
      require(
          Double.isFinite(size.factor()) && size.factor() > 0,
          bundle,
          "wishes.sizes: a factor must be above 0, not " + size.factor());
      strengths.put(size.token(), size.factor());
    }
    Map<List<Integer>, ToldWish> plain = new HashMap<>();
    for (Manifest.MoveSpec move : spec.moves()) {
      require(
          !move.tokens().isEmpty() && !plain.containsKey(move.tokens()),
          bundle,
          "wishes.moves: tokens must be there, each list once, not " + move.tokens());
      plain.put(
          move.tokens(),
          new ToldWish(move.tokens(), claim(move, bundle), sliders(move, bundle), 1));
    }
    return new WishTable(WishMarks.of(manifest, spec, bundle), plain, strengths);
  }

  private static Claim claim(Manifest.MoveSpec move, String bundle) {
    try {
      return Claim.parse(move.claim());
    } catch (IllegalArgumentException e) {
      throw new BundleException(bundle, "manifest.json", "wishes.moves: " + e.getMessage(), e);
    }
  }

  private static Sliders sliders(Manifest.MoveSpec move, String bundle) {
    Map<Slider, Double> values = new HashMap<>();
    move.sliders()
        .forEach((name, value) ->
            values.put(
                Slider.byCrsName(name)
                    .orElseThrow(
                        () -> fault(bundle, "wishes.moves: there is no slider '" + name + "'")),
                value * Sliders.LIMIT));
    try {
      Sliders sliders = Sliders.of(values);
      require(!sliders.isNone(), bundle, "wishes.moves: '" + move.claim() + "' moves no slider");
      return sliders;
    } catch (InvalidSlidersException e) {
      throw new BundleException(bundle, "manifest.json", "wishes.moves: " + e.getMessage(), e);
    }
  }

  private static void require(boolean holds, String bundle, String fault) {
    if (!holds) {
      throw fault(bundle, fault);
    }
  }

  private static BundleException fault(String bundle, String fault) {
    return new BundleException(bundle, "manifest.json", fault);
  }

  /** True when it knows no wish. */
  boolean isEmpty() {
    return plain.isEmpty();
  }

  /** The wishes of an answer that are no looks, in its order, each once. */
  List<ToldWish> movesIn(List<Integer> ids) {
    List<ToldWish> moves = new ArrayList<>();
    for (ToldWish wish : toldIn(ids)) {
      if (!wish.isLook() && moves.stream().noneMatch(wish::meansTheSameAs)) {
        moves.add(wish);
      }
    }
    return moves;
  }

  /** Every wish of an answer, known or not, in its order. */
  List<ToldWish> toldIn(List<Integer> ids) {
    List<ToldWish> told = new ArrayList<>();
    int at = ids.indexOf(marks.opening());
    if (at < 0) {
      return told;
    }
    List<Integer> words = new ArrayList<>();
    for (int id : ids.subList(at + 1, ids.size())) {
      if (id == marks.separator() || id == marks.closing()) {
        told.add(told(words));
        words.clear();
      } else {
        words.add(id);
      }
      if (id == marks.closing()) {
        break;
      }
    }
    return told;
  }

  private ToldWish told(List<Integer> words) {
    double strength = 1;
    int end = words.size();
    if (end > 1 && strengths.containsKey(words.getLast())) {
      strength = strengths.getOrDefault(words.getLast(), 1.0);
      end--;
    }
    ToldWish known = plain.get(List.copyOf(words.subList(0, end)));
    return known == null
        ? ToldWish.look(words)
        : new ToldWish(words, known.claim(), known.move(), strength);
  }

  /**
   * A wish in phrases; empty when the table has none for the claim.
   *
   * @param strength 1 is plain; told by the size that is nearest to it
   */
  Optional<ToldWish> tell(Claim claim, double strength) {
    return plain.entrySet().stream()
        .filter(entry -> claim.equals(entry.getValue().claim()))
        .min(Comparator.comparing(entry -> entry.getKey().toString()))
        .map(entry -> {
          List<Integer> phrases = new ArrayList<>(entry.getKey());
          size(strength).ifPresent(phrases::add);
          return told(phrases);
        });
  }

  /** The size that is nearer to a strength than none is. */
  private Optional<Integer> size(double strength) {
    return strengths.entrySet().stream()
        .filter(size -> Math.abs(size.getValue() - strength) < Math.abs(1 - strength))
        .min(
            Comparator.comparingDouble(
                    (Map.Entry<Integer, Double> size) -> Math.abs(size.getValue() - strength))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  /** The phrases that tell of these wishes, from their opening to their end. */
  List<Integer> sentence(List<ToldWish> wishes) {
    List<Integer> sentence = new ArrayList<>();
    for (ToldWish wish : wishes) {
      sentence.add(sentence.isEmpty() ? marks.opening() : marks.separator());
      sentence.addAll(wish.phrases());
    }
    sentence.add(marks.closing());
    return sentence;
  }
}
