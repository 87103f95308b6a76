package io.tonework.models.decoding;

import io.tonework.models.GenerationException;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.grammar.GrammarRun;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One answer while it is written: what is to be fed next, what was chosen, which states were
 * caught. Not thread-safe.
 *
 * <p>Tokens that the grammar forces are fed together with the choice before them, since nothing has
 * to be known before they can be written.
 */
final class DecodeRow {
  /** A longer run of forced tokens is fed in pieces, so that it does not hold up the others. */
  private static final int MOST_AT_ONCE = 8;

  private final Prompt prompt;
  private final List<Integer> retouch;
  private final boolean statesAtTokens;
  private final int width;
  private final GrammarRun run;
  private final List<Integer> tokens = new ArrayList<>();
  private final float[] states;
  private final BitSet valid = new BitSet();
  private int fed;
  private int caught;
  private @Nullable GenerationException failure;

  DecodeRow(GenerationRequest request, Grammar grammar, LanguageSpec spec) {
    this.prompt = request.prompt();
    this.retouch = spec.retouchIds();
    this.statesAtTokens = spec.decoder().retouchStates().equals("at");
    this.width = spec.decoder().width();
    this.states = new float[retouch.size() * width];
    this.run = new GrammarRun(grammar, request.limits(), spec.decoder().maxTokens());
    for (int token : request.prefix()) {
      write(token);
    }
    writeForced();
  }

  /** True when the answer is written and every state was caught. */
  boolean isDone() {
    return run.isDone() && caught == retouch.size();
  }

  /** Why the answer cannot be written; null while it can. */
  @Nullable GenerationException failure() {
    return failure;
  }

  /** The answer, when it is done. */
  Answer answer() {
    return new Answer(tokens, run.path(), states);
  }

  /** How many tokens were written. */
  int written() {
    return tokens.size();
  }

  /** The ids to feed next: all of the prompt with what is written already, or what was added. */
  List<Integer> pending() {
    List<Integer> all = new ArrayList<>();
    int known = prompt.ids().size();
    if (fed < known) {
      all.addAll(prompt.ids().subList(fed, known));
    }
    all.addAll(tokens.subList(Math.max(0, fed - known), tokens.size()));
    boolean isPrompt = fed < known;
    return isPrompt || all.size() <= MOST_AT_ONCE ? all : all.subList(0, MOST_AT_ONCE);
  }

  /** The position of the first of them. */
  int position() {
    return fed;
  }

  /** Copies the rows of features among the pending ids to their places in {@code [T, D]}. */
  void placeFeatures(float[] target, int offset) {
    List<Integer> pending = pending();
    int row = 0;
    for (int i = 0; i < pending.size(); i++) {
      if (pending.get(i) == Prompt.IMAGE) {
        System.arraycopy(prompt.features(), row * width, target, offset + i * width, width);
        row++;
      }
    }
  }

  /** Which positions of the cache are this row's own. */
  BitSet valid() {
    return valid;
  }

  /** After the company changed: the row lies at the right end of a cache of that length. */
  void moved(int length) {
    int own = valid.cardinality();
    valid.clear();
    valid.set(length - own, length);
  }

  /**
   * After a run: catches states, chooses what comes next, or finds that nothing may follow, which
   * {@link #failure} then tells: a bad row must not cost the others.
   *
   * @param count how many ids were fed, the last ones of the run
   * @param past positions in the cache before the run
   * @param steps new positions of the run
   * @param hidden {@code [B, T, D]}
   * @param hiddenOffset where this row's begins
   * @param logits {@code [B, V]}
   * @param logitsOffset where this row's begins
   * @param vocabulary V
   */
  void advance(
      int count,
      int past,
      int steps,
      float[] hidden,
      int hiddenOffset,
      float[] logits,
      int logitsOffset,
      int vocabulary) {
    int first = fed;
    fed += count;
    valid.set(past + steps - count, past + steps);
    try {
      if (fed == prompt.ids().size() + tokens.size() && !run.isDone()) {
        write(run.best(logits, logitsOffset, vocabulary));
        writeForced();
      }
    } catch (GenerationException e) {
      failure = e;
    }
    for (int i = 0; i < count; i++) {
      catchState(first + i, hidden, hiddenOffset + (steps - count + i) * width);
    }
  }

  /** The state at a position belongs to its token, or to the one that it predicted. */
  private void catchState(int position, float[] hidden, int offset) {
    int number = position - prompt.ids().size() + (statesAtTokens ? 0 : 1);
    if (caught < retouch.size()
        && number >= 0
        && number < tokens.size()
        && tokens.get(number).equals(retouch.get(caught))) {
      System.arraycopy(hidden, offset, states, caught * width, width);
      caught++;
    }
  }

  private void write(int token) {
    run.take(token);
    tokens.add(token);
  }

  private void writeForced() {
    for (OptionalInt forced = run.forced();
        forced.isPresent() && !run.isDone();
        forced = run.forced()) {
      write(forced.getAsInt());
    }
  }
}
