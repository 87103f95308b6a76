package io.tonework.standalone.documents;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param name dotted; a part in angle brackets is the user's own
 * @param type as people say it
 * @param standard the default in Markdown; empty where there is none
 * @param meaning Markdown, one line
 */
record ConfigurationKey(String name, String type, String standard, String meaning) {
  /** The environment variable that sets a key. */
  static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9<>]", "_");
  }

  String row() {
    return "| `%s` | %s | %s | `%s` | %s |\n"
        .formatted(name, type, standard, variable(name), meaning);
  }
}
