package io.tonework.models.bundle;

import io.tonework.contracts.InvalidSlidersException;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.models.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A manifest's {@code wishes}: finds in an answer what it says was asked for. Immutable.
 *
 * <p>The wishes stand behind the phrase {@value #OPENING}, apart by {@value #SEPARATOR}, up to
 * {@value #CLOSING}.
 */
public final class WishTable {
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
  public Set<String> claims() {
    return plain.values().stream().map(AskedMove::claim).collect(Collectors.toSet());
  }

  /** True when it knows no wish. */
  public boolean isEmpty() {
    return plain.isEmpty();
  }

  /** The wishes of an answer that the table knows, in its order, each once. */
  public List<AskedMove> askedIn(List<Integer> ids) {
    return toldIn(ids).stream().map(ToldWish::asked).filter(Objects::nonNull).distinct().toList();
  }

  /** Every wish of an answer, known or not, in its order. */
  public List<ToldWish> toldIn(List<Integer> ids) {
    List<ToldWish> told = new ArrayList<>();
    int at = opening < 0 ? -1 : ids.indexOf(opening);
    if (at < 0) {
      return told;
    }
    List<Integer> words = new ArrayList<>();
    for (int id : ids.subList(at + 1, ids.size())) {
      if (id == separator || id == closing) {
        told.add(told(words));
        words.clear();
      } else {
        words.add(id);
      }
      if (id == closing) {
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
    AskedMove known = plain.get(List.copyOf(words.subList(0, end)));
    return new ToldWish(
        words, known == null ? null : new AskedMove(known.claim(), known.move(), strength));
  }

  /**
   * A wish in phrases; empty when the table has none for the claim.
   *
   * @param strength 1 is plain; told by the size that is nearest to it
   */
  public Optional<ToldWish> tell(String claim, double strength) {
    return plain.entrySet().stream()
        .filter(entry -> entry.getValue().claim().equals(claim))
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
  public List<Integer> sentence(List<ToldWish> wishes) {
    List<Integer> sentence = new ArrayList<>();
    for (ToldWish wish : wishes) {
      sentence.add(sentence.isEmpty() ? opening : separator);
      sentence.addAll(wish.phrases());
    }
    sentence.add(closing);
    return sentence;
  }

  /** The phrase that wishes follow; below 0 when the table is empty. */
  public int opening() {
    return opening;
  }
}
