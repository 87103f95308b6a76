package io.tonework.planner.request.lexicon;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Terms of one or more words with what they do in a request. A long word that is no term but one
 * letter away from one counts as that term. Immutable.
 */
public final class Lexicon {
  private static final int LONGEST_TERM = 6;
  private static final int SHORTEST_MISSPELT = 7;
  private static final Pattern TOKEN =
      Pattern.compile(
          "[+-]?[0-9]+(?:[.,][0-9]+)?|\\p{L}[\\p{L}'&]*|[%&+/,.;:!?()\\n]|[^\\s\\p{P}]");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9].*");
  private static final Pattern ENTRY =
      Pattern.compile("([A-Z]+)(?: ([a-z]+))?(?: ([+-]))?((?: ~[a-z_]+)*) : (.+)");

  private final Map<String, Lexeme> terms = new HashMap<>();

  private Lexicon() {}

  /**
   * The lexicon of English requests.
   *
   * @throws IllegalStateException naming a line that is none, or a term that stands twice
   */
  public static Lexicon english() {
    try (InputStream in = Lexicon.class.getResourceAsStream("lexicon.txt")) {
      if (in == null) {
        throw new IllegalStateException("the resource lexicon.txt is missing from this jar");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("lexicon.txt cannot be read", e);
    }
  }

  static Lexicon of(List<String> lines) {
    Lexicon lexicon = new Lexicon();
    lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(lexicon::add);
    return lexicon;
  }

  private void add(String line) {
    Matcher entry = ENTRY.matcher(line);
    if (!entry.matches()) {
      throw new IllegalStateException("lexicon.txt: no entry: " + line);
    }
    int way = entry.group(3) == null ? 0 : entry.group(3).equals("+") ? 1 : -1;
    Role role = Role.valueOf(entry.group(1));
    Enum<?> topic = role.topic(entry.group(2));
    Set<Trait> traits =
        Arrays.stream(entry.group(4).split(" ~", -1))
            .skip(1)
            .map(name -> Trait.valueOf(name.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    for (String term : entry.group(5).split("\\|", -1)) {
      Lexeme lexeme = new Lexeme(role, topic, way, traits, term, role != Role.UNKNOWN);
      if (terms.put(term, lexeme) != null) {
        throw new IllegalStateException("lexicon.txt: '" + term + "' stands twice");
      }
    }
  }

  /** Every term with a trait, in the order of the alphabet. */
  public List<String> termsOf(Trait trait) {
    return terms.values().stream()
        .filter(term -> term.has(trait))
        .map(Lexeme::text)
        .sorted()
        .toList();
  }

  /** A text as terms, the longest ones first. */
  public List<Lexeme> read(String text) {
    List<String> tokens = tokens(text);
    List<Lexeme> read = new ArrayList<>();
    int at = 0;
    while (at < tokens.size()) {
      int length = Math.min(LONGEST_TERM, tokens.size() - at);
      Lexeme found = null;
      while (found == null) {
        String term = String.join(" ", tokens.subList(at, at + length));
        Lexeme known = terms.get(term);
        if (known != null) {
          found = known;
        } else if (length == 1) {
          found = single(term);
        } else {
          length--;
        }
      }
      read.add(found);
      at += length;
    }
    return read;
  }

  private static List<String> tokens(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace('’', '\'');
    return TOKEN.matcher(plain).results().map(found -> found.group()).toList();
  }

  private Lexeme single(String token) {
    char first = token.charAt(0);
    if (first == ',') {
      return Lexeme.of(Role.AND, 0, token);
    }
    if (".;:!?()\n".indexOf(first) >= 0) {
      return Lexeme.of(Role.STOP, 0, token);
    }
    if (NUMBER.matcher(token).matches()) {
      int sign = first == '+' ? 1 : first == '-' ? -1 : 0;
      return Lexeme.of(Role.NUMBER, sign, token);
    }
    Lexeme near = token.length() < SHORTEST_MISSPELT ? null : nearest(token);
    return near == null ? Lexeme.of(Role.UNKNOWN, 0, token) : near.misspelt(token);
  }

  private @Nullable Lexeme nearest(String word) {
    return terms.entrySet().stream()
        .filter(term -> term.getValue().role() != Role.FILLER)
        .filter(term -> term.getValue().isExact())
        .filter(term -> term.getKey().indexOf(' ') < 0)
        .filter(term -> term.getKey().length() >= SHORTEST_MISSPELT - 1)
        .filter(term -> isOneAway(word, term.getKey()))
        .min(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  /** One letter more, less or other, or two neighbours exchanged. */
  public static boolean isOneAway(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    int longer = Math.max(one.length(), other.length());
    if (longer - shorter > 1) {
      return false;
    }
    int from = 0;
    while (from < shorter && one.charAt(from) == other.charAt(from)) {
      from++;
    }
    int behind = 0;
    while (behind < shorter - from
        && one.charAt(one.length() - 1 - behind) == other.charAt(other.length() - 1 - behind)) {
      behind++;
    }
    int differs = longer - from - behind;
    return differs <= 1
        || (differs == 2
            && one.length() == other.length()
            && one.charAt(from) == other.charAt(from + 1)
            && one.charAt(from + 1) == other.charAt(from));
  }
}
