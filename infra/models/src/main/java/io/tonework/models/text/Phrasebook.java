package io.tonework.models.text;

import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ids to text: phrases as they stand, special tokens as nothing, the rest by the tokenizer. */
public final class Phrasebook {
  private final Manifest.WordingSpec wording;
  private final Set<Integer> special;
  private final Tokens tokens;

  public Phrasebook(LanguageSpec spec, Tokens tokens) {
    this.wording = spec.wording();
    this.special = new HashSet<>(spec.special().values());
    this.tokens = tokens;
  }

  String text(List<Integer> ids) {
    StringBuilder text = new StringBuilder();
    List<Integer> spelt = new ArrayList<>();
    for (int id : ids) {
      boolean isPhrase = id >= wording.first() && id - wording.first() < wording.text().size();
      if (isPhrase) {
        spell(spelt, text);
        text.append(wording.text().get(id - wording.first()));
      } else if (!special.contains(id)) {
        spelt.add(id);
      }
    }
    spell(spelt, text);
    return text.toString();
  }

  private void spell(List<Integer> spelt, StringBuilder text) {
    if (!spelt.isEmpty()) {
      text.append(tokens.decode(spelt));
      spelt.clear();
    }
  }
}
