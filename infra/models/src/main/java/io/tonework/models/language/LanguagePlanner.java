package io.tonework.models.language;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Priority;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.models.GenerationException;
import io.tonework.models.ModelException;
import io.tonework.models.RequestDroppedException;
import io.tonework.models.batching.BatchSettings;
import io.tonework.models.batching.MicroBatcher;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.bundle.ToldWish;
import io.tonework.models.decoding.Answer;
import io.tonework.models.decoding.Decoder;
import io.tonework.models.decoding.GenerationBatcher;
import io.tonework.models.decoding.GenerationRequest;
import io.tonework.models.decoding.GenerationSettings;
import io.tonework.models.decoding.Prompt;
import io.tonework.models.eye.ModelInput;
import io.tonework.models.grammar.Grammar;
import io.tonework.models.grammar.GrammarLimits;
import io.tonework.models.grammar.GrammarRun;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.Buckets;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.Tensor;
import io.tonework.models.planner.Outputs;
import io.tonework.models.planner.Tag;
import io.tonework.models.text.Phrasebook;
import io.tonework.models.text.PlanText;
import io.tonework.models.text.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
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

  /** Tensor of the sliders that the eye alone would set: vision gives it, the head may read it. */
  private static final String PLAN = "plan";

  private static final float[] NO_PLAN = new float[0];

  private final Bundle bundle;
  private final LanguageSpec spec;
  private final Grammar grammar;
  private final Tokens tokens;
  private final PromptWriter prompts;
  private final Phrasebook words;
  private final GraphSession vision;
  private final GraphSession head;
  private final boolean headReadsPlan;
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
    this.words = new Phrasebook(spec, tokens);
    this.vision = parts.vision();
    this.head = parts.head();
    this.headReadsPlan = bundle.inputs(GraphRole.HEAD).contains(PLAN);
    this.decoder = decoder;
    this.answers =
        new GenerationBatcher(
                "decoder", limits.answers(), grammar, spec, decoder, registry, System::nanoTime)
            .start();
    this.looks = MicroBatcher.start("vision", limits.looks(), this::see, registry);
  }

  /**
   * How much is done at once.
   *
   * @param looks of the vision graph
   * @param answers of the decoder
   */
  public record Limits(BatchSettings looks, GenerationSettings answers) {}

  private record Parts(
      LanguageSpec spec, Grammar grammar, Tokens tokens, GraphSession vision, GraphSession head) {}

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
      GraphSession vision = GraphSession.open(bundle, GraphRole.VISION, settings);
      opened.add(vision);
      // three rows of numbers: the trip to a GPU would take longer than the work
      GraphSession head = GraphSession.open(bundle, GraphRole.HEAD, SessionSettings.SINGLE_THREAD);
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

  /** True when a grammar says what may be written and what it claims; else the text is free. */
  public boolean hasGrammar() {
    return spec.grammar() != null;
  }

  /** Every claim that the grammar can make. */
  public Set<String> claims() {
    return grammar.claims();
  }

  /** Every claim that must come true for some wish; empty when wishes cannot be followed up. */
  public Set<String> wishedClaims() {
    return spec.wishes().claims();
  }

  /** True when a plan's text tells what was asked for in phrases whose meaning is known. */
  public boolean tellsWishes() {
    return hasGrammar() && !spec.wishes().isEmpty();
  }

  /** What a plan's text says was asked for. */
  public List<ToldWish> told(Draft draft) {
    return spec.wishes().toldIn(draft.ids());
  }

  /**
   * A wish in the bundle's phrases; empty when it has none for the claim.
   *
   * @param claim what must come true, as grammars spell it
   * @param strength 1 is plain
   */
  public Optional<ToldWish> tell(String claim, double strength) {
    return spec.wishes().tell(claim, strength);
  }

  /**
   * The beginning of a draft with other wishes in place of those that it tells; it ends behind
   * them. Empty when the grammar does not let them be told.
   *
   * @param wishes at least one
   */
  public Optional<List<Integer>> retold(Draft draft, GrammarLimits limits, List<ToldWish> wishes) {
    int most = spec.decoder().maxTokens();
    int place =
        GrammarRun.firstPlaceFor(spec.wishes().opening(), grammar, limits, most, draft.ids());
    if (place < 0) {
      return Optional.empty();
    }
    List<Integer> beginning = new ArrayList<>(draft.ids().subList(0, place));
    beginning.addAll(spec.wishes().sentence(wishes));
    return usable(beginning, limits) == beginning.size()
        ? Optional.of(List.copyOf(beginning))
        : Optional.empty();
  }

  /**
   * The beginning of a draft up to where its wishes are told, of which there must then be one.
   * Empty when the grammar does not let any be told.
   */
  public Optional<List<Integer>> openingWishes(Draft draft, GrammarLimits limits) {
    int most = spec.decoder().maxTokens();
    int opening = spec.wishes().opening();
    int place = GrammarRun.firstPlaceFor(opening, grammar, limits, most, draft.ids());
    if (place < 0) {
      return Optional.empty();
    }
    List<Integer> beginning = new ArrayList<>(draft.ids().subList(0, place));
    beginning.add(opening);
    return Optional.of(List.copyOf(beginning));
  }

  /**
   * The look that a request calls by its name, which is a phrase of the bundle: one of several
   * words anywhere in it, one of a single word when nothing else is asked.
   *
   * @param request in plain lower case, words apart by single blanks
   */
  public Optional<NamedLook> lookNamedIn(String request) {
    List<String> phrases = spec.wording().text();
    return IntStream.range(0, phrases.size())
        .mapToObj(i ->
            new NamedLook(
                phrases.get(i).strip().toLowerCase(Locale.ROOT),
                new ToldWish(List.of(spec.wording().first() + i), null)))
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
  public record NamedLook(String name, ToldWish told) {}

  private static boolean isNamed(String name, String request) {
    return name.indexOf(' ') < 0
        ? request.equals(name)
        : (" " + request + " ").contains(" " + name + " ");
  }

  /** A wish without a move of its own that can be told of by itself. */
  private boolean isLook(ToldWish told) {
    int phrase = told.phrases().getFirst();
    return tellsWishes()
        && grammar.mayFollow(phrase, spec.wishes().opening())
        && spec.wishes().toldIn(spec.wishes().sentence(List.of(told))).equals(List.of(told));
  }

  /** The limits with a phrase of the wording forbidden; unchanged when it has no such phrase. */
  public GrammarLimits without(String phrase, GrammarLimits limits) {
    int at = spec.wording().text().indexOf(phrase);
    return at < 0 ? limits : limits.closing(grammar.edgesNaming(spec.wording().first() + at));
  }

  /** What the decoder runs on. */
  public ExecutionProvider executionProvider() {
    return decoder.provider();
  }

  /** True when the prompt for such a wish shows the photo, so that it must be looked at. */
  public boolean showsPhoto(Wish wish) {
    return prompts.showsPhoto(wish.mode(), wish.instruction());
  }

  /** True when the instruction has a place in the prompt. */
  public boolean hears(Wish wish) {
    return prompts.hears(wish.mode(), wish.instruction());
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

  private List<Seen> see(List<ModelInput> batch) {
    Manifest.InputSpec input = bundle.manifest().input();
    int length = 3 * input.width() * input.height();
    int rows = Buckets.rows(batch.size(), vision.provider());
    float[] pixels = new float[rows * length];
    for (int i = 0; i < batch.size(); i++) {
      batch.get(i).copyTo(pixels, i * length, length);
    }
    Map<String, Tensor> outputs =
        vision.run(Map.of("pixels", Tensor.of(pixels, rows, 3, input.height(), input.width())));
    List<Seen> seen = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      float[] features = Outputs.row(outputs, "tokens", i);
      seen.add(
          new Seen(
              features,
              features.length / spec.decoder().width(),
              tags(outputs, "scene", bundle.manifest().scenes(), i),
              tags(outputs, "content", bundle.manifest().content(), i),
              outputs.containsKey(PLAN) ? Outputs.row(outputs, PLAN, i) : NO_PLAN));
    }
    return seen;
  }

  private static List<Tag> tags(
      Map<String, Tensor> outputs, String output, List<String> names, int row) {
    return outputs.containsKey(output)
        ? Outputs.tags(names, Outputs.row(outputs, output, row))
        : List.of();
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
  public Draft write(Wish wish, @Nullable Seen seen, GrammarLimits limits, List<Integer> prefix)
      throws InterruptedException {
    Prompt prompt =
        prompts.write(
            wish.mode(),
            wish.instruction(),
            wish.sliders(),
            seen == null
                ? PromptWriter.Prompted.NOTHING
                : new PromptWriter.Prompted(seen.rows(), seen.tokens()));
    Answer answer = answers.call(new GenerationRequest(prompt, limits, prefix, wish.priority()));
    return draft(answer, seen == null ? NO_PLAN : seen.plan());
  }

  private Draft draft(Answer answer, float[] plan) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("hidden", Tensor.of(answer.hidden(), 1, 3, spec.decoder().width()));
    if (headReadsPlan) {
      int sliders = Slider.values().length;
      // of a photo that the prompt does not show the eye plans nothing
      inputs.put(PLAN, Tensor.of(plan.length == 0 ? new float[sliders] : plan, 1, sliders));
    }
    Map<String, Tensor> outputs = head.run(inputs);
    List<Draft.Statement> statements = new ArrayList<>();
    for (int i = 0; i < answer.path().size(); i++) {
      Grammar.Edge edge = answer.path().get(i);
      if (!edge.claims().isEmpty()) {
        statements.add(
            new Draft.Statement(
                i, edge.id(), edge.claims(), PlanText.partAt(answer.ids(), i, spec)));
      }
    }
    return new Draft(
        answer.ids(),
        statements,
        PlanText.of(answer.ids(), spec, words),
        spec.wishes().askedIn(answer.ids()),
        Latents.of(bundle.latentSize(), Outputs.row(outputs, "latents", 0)),
        outputs.containsKey("sliders")
            ? Sliders.fromNormalised(Outputs.row(outputs, "sliders", 0))
            : Sliders.none());
  }

  /**
   * How many of these tokens an answer within tighter limits can begin with.
   *
   * @throws GenerationException when no answer is left
   */
  public int usable(List<Integer> ids, GrammarLimits limits) {
    return GrammarRun.longestUsable(grammar, limits, spec.decoder().maxTokens(), ids);
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
      Seen seen = see(Collections.nCopies(rows, grey)).getFirst();
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
