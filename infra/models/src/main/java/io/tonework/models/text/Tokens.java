package io.tonework.models.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.tonework.models.bundle.BundleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text to token ids and back, by a bundle's {@code tokenizer.json}.
 *
 * <p>Thread-safe. Owns native memory, which {@link #close} frees.
 */
public final class Tokens implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;
  private final List<String> marks;

  private Tokens(HuggingFaceTokenizer tokenizer, List<String> marks) {
    this.tokenizer = tokenizer;
    this.marks = marks;
  }

  /**
   * Reads a {@code tokenizer.json}.
   *
   * @param bundle where it lies, for messages
   * @throws BundleException when it is none
   */
  public static Tokens read(byte[] json, String bundle, String file) {
    NativeTokenizers.prepare();
    try {
      // each part of a prompt is its own text: nothing is added, cut or filled up
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(json),
              Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
      return new Tokens(tokenizer, SpecialTokens.of(json));
    } catch (IOException | RuntimeException e) {
      throw new BundleException(bundle, file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** The ids of a text, whose special tokens count as such. */
  public List<Integer> encode(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<Integer> ids = new ArrayList<>();
    for (long id : tokenizer.encode(text, false, false).getIds()) {
      ids.add(Math.toIntExact(id));
    }
    return ids;
  }

  /** The text of ids, without special tokens. */
  public String decode(List<Integer> ids) {
    return tokenizer.decode(ids.stream().mapToLong(Integer::longValue).toArray(), true);
  }

  /**
   * A text from outside without anything that reads like a special token: what a customer writes
   * must not end the prompt or begin another mode.
   */
  public String harmless(String text) {
    String before;
    String after = text;
    do {
      before = after;
      for (String mark : marks) {
        after = after.replace(mark, "");
      }
    } while (!after.equals(before));
    return after;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
