package io.tonework.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.ContractsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * JSON as strangers send it, made of a sound document by one or two changes: another type, a name
 * that comes twice, depth, length, odd numbers and escapes, bytes that are no text, an end that
 * comes too early. The same seed gives the same documents. Not thread-safe.
 */
public final class StrangeJson {
  /** What long texts are made of, so that whoever repeats them can be caught. */
  public static final char MARKER = '\u2603';

  private static final List<String> LEAVES =
      List.of(
          "null",
          "true",
          "[]",
          "{}",
          "\"\"",
          "\" \"",
          "0",
          "-0",
          "1e999",
          "-1e-999",
          "1.5",
          "9".repeat(300),
          "9".repeat(1_500),
          "NaN",
          "01",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u000d\\u000aINFO forged\"",
          "\"\\q\"",
          "\"\u202e\u0007\"",
          "\"..\"",
          "\"../x\"",
          "\"" + String.valueOf(MARKER).repeat(300) + "\"",
          "\"" + String.valueOf(MARKER).repeat(20_000) + "\"",
          "[".repeat(5_000),
          "[".repeat(20) + "]".repeat(20),
          "{\"a\":".repeat(500) + "1" + "}".repeat(500),
          "[" + "1,".repeat(3_000) + "1]",
          "{\"" + String.valueOf(MARKER).repeat(400) + "\": 1}",
          "{\"a\": 1, \"a\": 2}",
          "\u0000",
          "/* */ 1",
          "'a'");

  private final JsonNode sound;
  private final Random random;

  /** Changes of that document. */
  public StrangeJson(String sound, long seed) {
    try {
      this.sound = ContractsJson.mapper().readTree(sound);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.random = new Random(seed);
  }

  /** So many documents, one after the other. */
  public Stream<byte[]> documents(int count) {
    return Stream.generate(this::next).limit(count);
  }

  private byte[] next() {
    JsonNode changed = sound.deepCopy();
    String leaf = LEAVES.get(random.nextInt(LEAVES.size()));
    String text =
        switch (random.nextInt(8)) {
          case 0 -> leaf;
          case 1 -> sound + leaf;
          case 2 -> twice(changed);
          case 3 -> renamed(changed);
          default -> replaced(changed, leaf);
        };
    byte[] bytes = text.getBytes(UTF_8);
    return switch (random.nextInt(6)) {
      case 0 -> cut(bytes);
      case 1 -> spoilt(bytes);
      default -> bytes;
    };
  }

  private String replaced(JsonNode document, String leaf) {
    List<JsonNode> holders = holders(document);
    JsonNode holder = holders.get(random.nextInt(holders.size()));
    String mark = "\"the-leaf\"";
    if (holder instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      object.put(name, "the-leaf");
    } else if (holder instanceof ArrayNode array) {
      array.add("the-leaf");
    }
    return document.toString().replace(mark, leaf);
  }

  private String renamed(JsonNode document) {
    List<JsonNode> holders = holders(document);
    if (holders.get(random.nextInt(holders.size())) instanceof ObjectNode object) {
      object.set(
          String.valueOf(MARKER).repeat(1 + random.nextInt(2_000)),
          JsonNodeFactory.instance.nullNode());
    }
    return document.toString();
  }

  private static String twice(JsonNode document) {
    String text = document.toString();
    return text.length() < 3
        ? text
        : "{" + text.substring(1, text.length() - 1) + "," + text.substring(1);
  }

  private static List<JsonNode> holders(JsonNode document) {
    List<JsonNode> holders = new ArrayList<>(List.of(document));
    for (int i = 0; i < holders.size(); i++) {
      for (JsonNode child : holders.get(i)) {
        if (child.isContainerNode()) {
          holders.add(child);
        }
      }
    }
    return holders;
  }

  private byte[] cut(byte[] bytes) {
    ByteArrayOutputStream cut = new ByteArrayOutputStream();
    cut.write(bytes, 0, random.nextInt(bytes.length + 1));
    return cut.toByteArray();
  }

  private byte[] spoilt(byte[] bytes) {
    if (bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** How many marked characters a text has. */
  public static long marks(String text) {
    return text.chars().filter(c -> c == MARKER).count();
  }
}
