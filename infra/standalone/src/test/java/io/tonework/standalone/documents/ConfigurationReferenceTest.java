package io.tonework.standalone.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds the checked-in list of configuration keys against the interfaces that define them. */
class ConfigurationReferenceTest {
  private static final Path DOCUMENT = Documents.ROOT.resolve("docs/reference/configuration.md");
  private static final String WRITE = "tonework.docs.write";
  private static final ConfigurationDefaults DEFAULTS = new ConfigurationDefaults();

  private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(\\s*prefix = ");
  private static final Pattern PROPERTY =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"(tonework\\.[^\"]+)");
  private static final String INTRODUCTION =
      """
      # Configuration

      Generated from the interfaces that define the keys. A key can be a property, the environment variable beside it, or a
      line of a file named by `SMALLRYE_CONFIG_LOCATIONS`. Durations are `4ms`, `30s`, `2m`, `1h` or ISO 8601 (`P30D`), sizes
      are bytes or `256M`, lists are separated by commas. A part in angle brackets is a name of your own; where such a name
      holds a dot, it stands in double quotes in a property. An environment variable cannot tell `-`
      from `.` in it, so set such keys in a file. A default of nothing means that the key may be absent.
      """;

  private static final String SHARED =
      """

      ## Shared by several keys

      | key | default | environment variable | is the default of |
      |---|---|---|---|
      """;
  private static final String FRAMEWORK =
      """

      ## Keys of Quarkus that have another default here

      | key | default | from |
      |---|---|---|
      """;

  @Test
  void shouldEqualTheCodeWhenTheListIsCheckedIn() throws IOException {
    // When
    String generated = generated();
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(DOCUMENT, generated);
    }

    // Then
    assertThat(DOCUMENT)
        .as(
            "write it anew with ./mvnw -pl infra/standalone -am test"
                + " -Dtest=ConfigurationReferenceTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -D%s=true",
            WRITE)
        .hasContent(generated);
  }

  @Test
  void shouldSayWhatItIsForWhenAKeyIsDefined() {
    // When
    List<ConfigurationKey> silent =
        mappings().values().stream()
            .flatMap(it -> it.keys().stream())
            .filter(it -> it.meaning().isEmpty())
            .toList();

    // Then
    assertThat(silent).as("keys whose method has no Javadoc").isEmpty();
  }

  @Test
  void shouldBelongToAMappingWhenAKeyIsRead() {
    // When
    List<String> apart =
        Documents.ending(".java").stream()
            .filter(it -> Documents.name(it).contains("/src/main/java/"))
            .flatMap(it -> PROPERTY.matcher(Documents.read(it)).results())
            .map(it -> it.group(1))
            .toList();

    // Then
    assertThat(apart).as("keys read by @ConfigProperty, which this list cannot see").isEmpty();
  }

  private static String generated() {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    Map<String, List<ConfigurationMapping>> modules = new TreeMap<>();
    mappings()
        .forEach((file, mapping) ->
            modules.computeIfAbsent(Documents.module(file), key -> new ArrayList<>()).add(mapping));
    modules.forEach((module, mappings) -> {
      text.append("\n## ").append(module).append('\n');
      for (ConfigurationMapping mapping : mappings) {
        text.append('\n').append(mapping.meaning()).append("\n\n");
        text.append("| key | type | default | environment variable | meaning |\n");
        text.append("|---|---|---|---|---|\n");
        mapping.keys().forEach(it -> text.append(it.row()));
      }
    });
    return text.append(SHARED)
        .append(DEFAULTS.shared())
        .append(FRAMEWORK)
        .append(DEFAULTS.ofTheFramework())
        .toString();
  }

  private static Map<Path, ConfigurationMapping> mappings() {
    Map<Path, ConfigurationMapping> mappings = new LinkedHashMap<>();
    for (Path file : Documents.ending(".java")) {
      if (Documents.name(file).contains("/src/main/java/")
          && MAPPING.matcher(Documents.read(file)).find()) {
        mappings.put(
            file,
            new ConfigurationMapping(type(file), new ConfigurationSource(file), DEFAULTS.ours()));
      }
    }
    return mappings;
  }

  private static Class<?> type(Path file) {
    String name = Documents.name(file);
    String path = name.substring(name.indexOf("/src/main/java/") + "/src/main/java/".length());
    try {
      return Class.forName(path.substring(0, path.length() - ".java".length()).replace('/', '.'));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is not on the class path of infra/standalone", e);
    }
  }
}
