package io.tonework.standalone.documents;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the jars of this tree bring along as defaults, in their properties files and annotations.
 */
final class ConfigurationDefaults {
  private static final String FILE = "microprofile-config.properties";
  private static final Pattern LINE =
      Pattern.compile("^(?<key>[^#=\\s]+)=(?<value>.*)$", Pattern.MULTILINE);
  private static final Pattern EXPRESSION =
      Pattern.compile("\\$\\{(?<key>tonework\\.[^:}]+):(?<value>[^}]*)}");
  private static final Pattern ANNOTATION =
      Pattern.compile("@WithDefault\\(\"(?<value>\\$\\{[^\"]+)\"\\)");

  private record Line(Path file, String key, String value) {}

  private record Shared(String value, Set<String> users) {}

  private final List<Line> lines;

  ConfigurationDefaults() {
    lines =
        sources(FILE)
            .flatMap(file ->
                LINE.matcher(Documents.read(file))
                    .results()
                    .map(it -> new Line(file, it.group("key"), it.group("value"))))
            .toList();
  }

  /** Defaults of our own keys. */
  Map<String, String> ours() {
    return lines.stream()
        .filter(it -> it.key().startsWith("tonework."))
        .collect(toMap(Line::key, Line::value));
  }

  /** Rows of the keys that only stand in the defaults of other keys. */
  String shared() {
    Map<String, Shared> shared = new TreeMap<>();
    lines.forEach(it -> share(shared, it.value(), it.key()));
    sources("Config.java")
        .forEach(file ->
            ANNOTATION
                .matcher(Documents.read(file))
                .results()
                .forEach(it -> share(shared, it.group("value"), Documents.module(file))));
    return shared.entrySet().stream()
        .map(it ->
            "| `%s` | %s | `%s` | %s |\n"
                .formatted(
                    it.getKey(),
                    it.getValue().value().isEmpty() ? "" : "`" + it.getValue().value() + "`",
                    ConfigurationKey.variable(it.getKey()),
                    it.getValue().users().stream()
                        .map(user -> "`" + user + "`")
                        .collect(joining(", "))))
        .collect(joining());
  }

  /** Rows of the framework's keys that have another default here. */
  String ofTheFramework() {
    return lines.stream()
        .filter(it -> it.key().startsWith("quarkus."))
        .map(it ->
            "| `%s` | `%s` | %s |\n".formatted(it.key(), it.value(), Documents.module(it.file())))
        .collect(joining());
  }

  private static void share(Map<String, Shared> shared, String value, String user) {
    EXPRESSION
        .matcher(value)
        .results()
        .forEach(it ->
            shared
                .computeIfAbsent(
                    it.group("key"), key -> new Shared(it.group("value"), new TreeSet<>()))
                .users()
                .add(user));
  }

  private static Stream<Path> sources(String ending) {
    return Documents.ending(ending).stream()
        .filter(it -> Documents.name(it).contains("/src/main/"));
  }
}
