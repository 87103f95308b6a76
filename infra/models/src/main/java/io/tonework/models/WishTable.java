package io.tonework.models;

import io.tonework.contracts.InvalidSlidersException;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A manifest's {@code wishes}: finds in an answer what it says was asked for. Immutable.
 *
 * <p>The wishes stand behind the phrase {@value #OPENING}, apart by {@value #SEPARATOR}, up to
 * {@value #CLOSING}.
 */
final class WishTable {
  static final String OPENING = " Asked for:";
  static final String SEPARATOR = ",";
  static final String CLOSING = ".";

  private static final WishTable NONE = new WishTable(-1, -1, -1, Map.of(), Map.of());

  private final int opening;
  private final int separator;
  private final int closing;
  private final Map<List<Integer>, AskedMove> plain;
  private final Map<Integer, Double> strengths;

  private WishTable(
      int opening,
      int separator,
      int closing,
      Map<List<Integer>, AskedMove> plain,
      Map<Integer, Double> strengths) {
    this.opening = opening;
    this.separator = separator;
    this.closing = closing;
    this.plain = Map.copyOf(plain);
    this.strengths = Map.copyOf(strengths);
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
    Map<List<Integer>, AskedMove> plain = new HashMap<>();
    for (Manifest.MoveSpec move : spec.moves()) {
      require(
          !move.tokens().isEmpty() && !plain.containsKey(move.tokens()),
          bundle,
          "wishes.moves: tokens must be there, each list once, not " + move.tokens());
      plain.put(move.tokens(), new AskedMove(move.claim(), sliders(move, bundle), 1));
    }
    return new WishTable(
        phrase(OPENING, manifest, bundle),
        phrase(SEPARATOR, manifest, bundle),
        phrase(CLOSING, manifest, bundle),
        plain,
        strengths);
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

  private static int phrase(String text, Manifest manifest, String bundle) {
    Manifest.WordingSpec wording = manifest.wording();
    int at = wording == null ? -1 : wording.text().indexOf(text);
    if (wording == null || at < 0) {
      throw fault(bundle, "wishes need the phrase '" + text + "' in wording");
    }
    return wording.first() + at;
  }

  private static void require(boolean holds, String bundle, String fault) {
    if (!holds) {
      throw fault(bundle, fault);
    }
  }

  private static BundleException fault(String bundle, String fault) {
    return new BundleException(bundle, "manifest.json", fault);
  }

  /** What the wishes claim. */
  Set<String> claims() {
    return plain.values().stream().map(AskedMove::claim).collect(Collectors.toSet());
  }

  /** The wishes of an answer that the table knows, in its order, each once. */
  List<AskedMove> askedIn(List<Integer> ids) {
    List<AskedMove> asked = new ArrayList<>();
    int at = opening < 0 ? -1 : ids.indexOf(opening);
    if (at < 0) {
      return asked;
    }
    List<Integer> words = new ArrayList<>();
    for (int id : ids.subList(at + 1, ids.size())) {
      if (id == separator || id == closing) {
        add(words, asked);
        words.clear();
      } else {
        words.add(id);
      }
      if (id == closing) {
        break;
      }
    }
    return asked;
  }

  private void add(List<Integer> words, List<AskedMove> asked) {
    double strength = 1;
    int end = words.size();
    if (end > 1 && strengths.containsKey(words.getLast())) {
      strength = strengths.getOrDefault(words.getLast(), 1.0);
      end--;
    }
    AskedMove known = plain.get(List.copyOf(words.subList(0, end)));
    if (known == null) {
      return;
    }
    AskedMove meant = new AskedMove(known.claim(), known.move(), strength);
    if (!asked.contains(meant)) {
      asked.add(meant);
    }
  }
}
