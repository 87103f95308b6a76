package io.tonework.models.language;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Priority;
import io.tonework.contracts.Sliders;
import io.tonework.models.GenerationException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.batching.MicroBatcher;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.decoding.Answer;
import io.tonework.models.decoding.Decoder;
import io.tonework.models.decoding.GenerationBatcher;
import io.tonework.models.decoding.GenerationRequest;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.decoding.Prompt;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.Buckets;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.text.Phrasebook;
import io.tonework.models.text.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part of a bundle that reads and writes: it looks at a photo, reads an instruction, writes its
 * reasoning and decides.
 *
 * <p>Thread-safe, meant for many threads at once: looks share batches ({@link MicroBatcher}), and
 * so do the steps of answers ({@link GenerationBatcher}). Owns native sessions and two threads;
 * {@link #close} lets running work finish.
 */
public final class LanguagePlanner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LanguagePlanner.class);

  private final Bundle bundle;
  private final LanguageSpec spec;
  private final Grammar grammar;
  private final Tokens tokens;
  private final PromptWriter prompts;
  private final Vision vision;
  private final Head head;
  private final Decoder decoder;
  private final GenerationBatcher answers;
  private final MicroBatcher<ModelInput, Seen> looks;

  private LanguagePlanner(
      Bundle bundle, Parts parts, Decoder decoder, Limits limits, MeterRegistry registry) {
    this.bundle = bundle;
    this.spec = parts.spec();
    this.grammar = parts.grammar();
    this.tokens = parts.tokens();
    this.prompts = new PromptWriter(spec, tokens);
    this.vision = parts.vision();
    this.head = parts.head();
    this.decoder = decoder;
    this.answers =
        new GenerationBatcher(
                "decoder", limits.answers(), grammar, spec, decoder, registry, System::nanoTime)
            .start();
    this.looks = MicroBatcher.start("vision", limits.looks(), vision::see, registry);
  }

  /**
   * How much is done at once.
   *
   * @param looks of the vision graph
   * @param answers of the decoder
   */
  public record Limits(BatchSettings looks, GenerationSettings answers) {}

  private record Parts(
      LanguageSpec spec, Grammar grammar, Tokens tokens, Vision vision, Head head) {}

  /**
   * Opens the graphs of a bundle that {@link Bundle#speaks}.
   *
   * @throws BundleException when a graph or file is not what the manifest says
   */
  public static LanguagePlanner open(
      Bundle bundle, SessionSettings settings, Limits limits, MeterRegistry registry) {
    return open(bundle, settings, limits, registry, Decoder.Opener.BY_DEVICE);
  }

  /** Package-private for tests, which choose the decoder. */
  static LanguagePlanner open(
      Bundle bundle,
      SessionSettings settings,
      Limits limits,
      MeterRegistry registry,
      Decoder.Opener decoders) {
    LanguageSpec spec = LanguageSpec.of(bundle.manifest(), bundle.location());
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      Tokens tokens =
          Tokens.read(bundle.file(spec.tokenizer()), bundle.location(), spec.tokenizer().file());
      opened.add(tokens);
      Vision vision = new Vision(bundle, spec.decoder().width(), settings);
      opened.add(vision);
      Head head = new Head(bundle, spec, new Phrasebook(spec, tokens));
      opened.add(head);
      Decoder decoder = decoders.open(bundle, spec.decoder(), settings);
      Parts parts = new Parts(spec, grammar(bundle, spec), tokens, vision, head);
      return new LanguagePlanner(bundle, parts, decoder, limits, registry);
    } catch (RuntimeException e) {
      opened.reversed().forEach(LanguagePlanner::closeQuietly);
      throw e;
    }
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      throw new IllegalStateException("a part of a bundle cannot be closed", e);
    }
  }

  private static Grammar grammar(Bundle bundle, LanguageSpec spec) {
    Manifest.FileSpec file = spec.grammar();
    return file == null
        ? Grammar.freeText(spec.retouchIds(), spec.endId())
        : Grammar.read(
            bundle.file(file), bundle.location(), file.file(), spec.decoder().vocabulary());
  }

  /** What the bundle says of its language. */
  public LanguageSpec spec() {
    return spec;
  }

  /** What may be written; free text when the bundle has no grammar. */
  public Grammar grammar() {
    return grammar;
  }

  /** What the decoder runs on. */
  public ExecutionProvider executionProvider() {
    return decoder.provider();
  }

  /** True when the prompt for such a request shows the photo, so that it must be looked at. */
  public boolean showsPhoto(WriteRequest request) {
    return prompts.showsPhoto(request.mode(), request.instruction());
  }

  /** True when the instruction has a place in the prompt. */
  public boolean hears(WriteRequest request) {
    return prompts.hears(request.mode(), request.instruction());
  }

  /**
   * Looks at a photo, together with those of other threads.
   *
   * @throws ModelException when the graph cannot be run
   * @throws RequestDroppedException when there is too much to do
   * @throws InterruptedException when the thread is interrupted while it waits
   */
  public Seen look(ModelInput photo) throws InterruptedException {
    return looks.call(photo);
  }

  /**
   * Writes a plan.
   *
   * @param seen the photo; may be null when the prompt does not show it
   * @param limits what the text may not say
   * @param prefix tokens of an earlier draft that stay
   * @throws GenerationException when no well-formed plan can be written
   * @throws ModelException when a graph cannot be run
   * @throws RequestDroppedException when it was not written in time
   * @throws InterruptedException when the thread is interrupted, which takes the answer out
   */
  public Draft write(
      WriteRequest request, @Nullable Seen seen, GrammarLimits limits, List<Integer> prefix)
      throws InterruptedException {
    Prompt prompt =
        prompts.write(
            request.mode(),
            request.instruction(),
            request.sliders(),
            seen == null
                ? PromptWriter.Prompted.NOTHING
                : new PromptWriter.Prompted(seen.rows(), seen.tokens()));
    Answer answer = answers.call(new GenerationRequest(prompt, limits, prefix, request.priority()));
    return head.draft(answer, seen == null ? Vision.NO_PLAN : seen.plan());
  }

  /**
   * Runs every graph with every number of rows that a GPU keeps memory for, on the CPU with one, so
   * that the first photo pays for no allocation or kernel choice.
   *
   * @param maxRows most rows at once, at least 1
   */
  public void warmUp(int maxRows) {
    ModelInput grey = ModelInput.grey(bundle.manifest().input());
    int most = decoder.provider() == ExecutionProvider.CPU ? 1 : maxRows;
    int buckets = Integer.numberOfTrailingZeros(Buckets.rows(most, decoder.provider()));
    for (int bucket = 0; bucket <= buckets; bucket++) {
      int rows = Math.min(most, 1 << bucket);
      Seen seen = vision.see(Collections.nCopies(rows, grey)).getFirst();
      for (Mode mode : bundle.modes()) {
        if (spec.prompts().containsKey(mode.jsonName())) {
          warmUp(mode, seen, rows);
        }
      }
    }
  }

  private void warmUp(Mode mode, Seen seen, int rows) {
    Prompt prompt =
        prompts.write(
            mode,
            "brighter",
            Sliders.none(),
            new PromptWriter.Prompted(seen.rows(), seen.tokens()));
    GrammarLimits limits = new GrammarLimits(grammar.facts(), Set.of());
    List<CompletableFuture<Answer>> written =
        Stream.generate(() ->
                answers.submit(
                    new GenerationRequest(prompt, limits, List.of(), Priority.INTERACTIVE)))
            .limit(rows)
            .toList();
    try {
      written.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof GenerationException)) {
        throw e;
      }
      // a grammar may allow nothing for a photo of which everything holds; the graphs have run
      log.atDebug().addKeyValue("mode", mode).setCause(e).log("nothing to write while warming up");
    }
  }

  @Override
  public void close() {
    looks.close();
    answers.close();
    decoder.close();
    head.close();
    vision.close();
    tokens.close();
  }
}
