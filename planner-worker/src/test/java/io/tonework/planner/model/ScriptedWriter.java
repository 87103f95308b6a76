package io.tonework.planner.model;

import io.tonework.models.eye.ModelInput;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.language.Draft;
import io.tonework.models.language.Seen;
import io.tonework.models.language.WriteRequest;
import io.tonework.models.planner.Tag;
import io.tonework.planner.wishes.TestLanguage;
import io.tonework.planner.wishes.WishPhrases;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A writer that hands in prepared drafts, one for each time that it is asked; the last one is
 * handed in again and again. Remembers what it was asked.
 */
public final class ScriptedWriter implements PlanWriter {
  /** What it was asked. */
  public record Call(
      WriteRequest request, @Nullable Seen seen, GrammarLimits limits, List<Integer> beginning) {}

  private final Deque<Draft> drafts = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private WishPhrases wishes = TestLanguage.wishes();
  private boolean hasGrammar = true;
  private boolean hears = true;

  /** With these drafts, in order. */
  public ScriptedWriter(Draft... drafts) {
    this.drafts.addAll(List.of(drafts));
  }

  /** The same, writing free text. */
  public ScriptedWriter withoutGrammar() {
    hasGrammar = false;
    wishes = TestLanguage.nothingTold();
    return this;
  }

  /** The same with prompts that have no place for an instruction. */
  public ScriptedWriter deaf() {
    hears = false;
    return this;
  }

  /** Every call so far. */
  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public boolean showsPhoto(WriteRequest request) {
    return true;
  }

  @Override
  public boolean hears(WriteRequest request) {
    return hears;
  }

  @Override
  public Seen look(ModelInput photo) {
    return new Seen(
        new float[1],
        1,
        List.of(new Tag("landscape", 0.9f)),
        List.of(new Tag("sky", 0.8f)),
        new float[0]);
  }

  @Override
  public synchronized Draft write(
      WriteRequest request, @Nullable Seen seen, GrammarLimits limits, List<Integer> beginning) {
    calls.add(new Call(request, seen, limits, beginning));
    return drafts.size() > 1 ? drafts.removeFirst() : drafts.getFirst();
  }

  @Override
  public int usable(List<Integer> ids, GrammarLimits limits) {
    return wishes.usable(ids, limits);
  }

  @Override
  public boolean hasGrammar() {
    return hasGrammar;
  }

  @Override
  public WishPhrases wishes() {
    return wishes;
  }
}
