package io.tonework.planner.model;

import io.tonework.models.bundle.Bundle;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.language.Draft;
import io.tonework.models.language.LanguagePlanner;
import io.tonework.models.language.Seen;
import io.tonework.models.language.WriteRequest;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.wishes.WishPhrases;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The language part of a bundle as a plan's writer. Thread-safe.
 *
 * @param language stays its owner's to close
 * @param wishes those of the same bundle
 */
record LanguageWriter(LanguagePlanner language, WishPhrases wishes) implements PlanWriter {
  /**
   * The writer of a bundle.
   *
   * @throws io.tonework.models.bundle.BundleException when its wishes mean nothing that is known
   * @throws IllegalArgumentException when its grammar makes a claim that cannot be checked
   */
  static LanguageWriter of(LanguagePlanner language, Bundle bundle) {
    // a statement that cannot be checked could be false: better no service than such a one
    language.grammar().claims().forEach(Claim::parse);
    return new LanguageWriter(
        language,
        WishPhrases.of(bundle.manifest(), language.spec(), language.grammar(), bundle.location()));
  }

  @Override
  public boolean showsPhoto(WriteRequest request) {
    return language.showsPhoto(request);
  }

  @Override
  public boolean hears(WriteRequest request) {
    return language.hears(request);
  }

  @Override
  public Seen look(ModelInput photo) throws InterruptedException {
    return language.look(photo);
  }

  @Override
  public Draft write(
      WriteRequest request, @Nullable Seen seen, GrammarLimits limits, List<Integer> beginning)
      throws InterruptedException {
    return language.write(request, seen, limits, beginning);
  }

  @Override
  public int usable(List<Integer> ids, GrammarLimits limits) {
    return wishes.usable(ids, limits);
  }

  @Override
  public boolean hasGrammar() {
    return language.spec().grammar() != null;
  }
}
