package io.tonework.models.language;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Sliders;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.decoding.Prompt;
import io.tonework.models.text.Tokens;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills a bundle's templates: {@code {image}} is where the rows of image tokens go, {@code
 * {instruction}} the customer's words, {@code {sliders}} the sliders in words. What is left is
 * resolved to special tokens by their names in angle brackets, and between those by the tokenizer.
 * A customer's words never become a special token. Thread-safe.
 */
final class PromptWriter {
  private static final String IMAGE = "{image}";
  private static final String INSTRUCTION = "{instruction}";
  private static final String SLIDERS = "{sliders}";
  private static final String AUTO_INSTRUCTED = "auto_instructed";

  private final LanguageSpec spec;
  private final Tokens tokens;
  private final Map<String, Integer> marks = new HashMap<>();
  private final List<String> slots = new ArrayList<>(List.of(IMAGE, INSTRUCTION, SLIDERS));

  PromptWriter(LanguageSpec spec, Tokens tokens) {
    this.spec = spec;
    this.tokens = tokens;
    spec.special().forEach((name, id) -> marks.put("<" + name + ">", id));
    slots.addAll(marks.keySet());
  }

  /** True when the mode's prompt shows the photo. */
  boolean showsPhoto(Mode mode, @Nullable String instruction) {
    return template(mode, instruction).contains(IMAGE);
  }

  /** True when the instruction has a place in the mode's prompt. */
  boolean hears(Mode mode, @Nullable String instruction) {
    return template(mode, instruction).contains(INSTRUCTION);
  }

  /**
   * An instruction in auto mode is heard where the bundle can hear it, at last as in style mode.
   */
  private String template(Mode mode, @Nullable String instruction) {
    String template = spec.prompts().get(mode.jsonName());
    if (mode == Mode.AUTO && instruction != null) {
      String instructed = spec.prompts().get(AUTO_INSTRUCTED);
      String style = spec.prompts().get(Mode.STYLE.jsonName());
      if (instructed != null) {
        return instructed;
      }
      if (style != null && (template == null || !template.contains(INSTRUCTION))) {
        return style;
      }
    }
    if (template == null) {
      throw new IllegalArgumentException("the bundle has no prompt for " + mode.jsonName());
    }
    return template;
  }

  /**
   * Writes a prompt.
   *
   * @param seen the photo as the prompt shows it
   */
  Prompt write(Mode mode, @Nullable String instruction, Sliders sliders, Prompted seen) {
    String wish = instruction == null ? "" : tokens.harmless(instruction);
    List<Integer> ids = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    String rest = template(mode, instruction);
    while (!rest.isEmpty()) {
      String slot = firstSlot(rest);
      if (slot.isEmpty() || !rest.startsWith(slot)) {
        int end = slot.isEmpty() ? rest.length() : rest.indexOf(slot);
        run.append(rest, 0, end);
        rest = rest.substring(end);
        continue;
      }
      rest = rest.substring(slot.length());
      switch (slot) {
        case IMAGE -> {
          flush(run, wish, ids);
          ids.addAll(Collections.nCopies(seen.rows(), Prompt.IMAGE));
        }
        case INSTRUCTION -> run.append(wish);
        case SLIDERS -> run.append(SliderWords.of(sliders));
        default -> {
          flush(run, wish, ids);
          ids.add(Objects.requireNonNull(marks.get(slot)));
        }
      }
    }
    flush(run, wish, ids);
    return new Prompt(ids, seen.features());
  }

  /** What stands between two marks is tokenised as one text, as the decoder learned it. */
  private void flush(StringBuilder run, String wish, List<Integer> ids) {
    List<Integer> text = tokens.encode(run.toString());
    Integer most = spec.decoder().maxInstruction();
    boolean isWish = run.toString().equals(wish);
    ids.addAll(isWish && most != null && text.size() > most ? text.subList(0, most) : text);
    run.setLength(0);
  }

  /**
   * The photo as the prompt shows it.
   *
   * @param rows how many rows of features
   * @param features {@code float[rows * D]}
   */
  @SuppressWarnings("ArrayRecordComponent") // lives for one plan, never compared
  record Prompted(int rows, float[] features) {
    static final Prompted NOTHING = new Prompted(0, new float[0]);
  }

  /** The slot or mark that comes first in a text; of two at one place the longer. */
  private String firstSlot(String text) {
    return slots.stream()
        .filter(text::contains)
        .min(
            Comparator.<String>comparingInt(text::indexOf)
                .thenComparing(Comparator.comparingInt(String::length).reversed()))
        .orElse("");
  }
}
