package io.tonework.standalone.documents;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles Java out of documents against the class path of this test. */
final class SnippetCompiler {
  private static final String SOURCES = "/src/main/java/";
  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w+\\b");
  private static final Pattern TYPE =
      Pattern.compile("^(?:@\\w+.*\\n)*\\s*(?:public )?(?:final )?(?:class|record|interface) ");
  private static final String ALWAYS =
      """
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import java.awt.image.BufferedImage;
      import io.micrometer.core.instrument.MeterRegistry;
      import org.junit.jupiter.api.Test;
      """;

  private final Map<String, List<String>> types =
      Documents.ending(".java").stream()
          .map(Documents::name)
          .filter(it -> it.contains(SOURCES))
          .map(it -> it.substring(it.indexOf(SOURCES) + SOURCES.length(), it.length() - 5))
          .map(it -> it.replace('/', '.'))
          .collect(groupingBy(it -> it.substring(it.lastIndexOf('.') + 1)));

  /** What the compiler says of a snippet; empty when it compiles. */
  String faults(Snippet snippet) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
    try (var files = compiler.getStandardFileManager(faults, null, null)) {
      Path nowhere = Path.of("target", "snippets");
      List<String> options =
          List.of(
              "-proc:none",
              "-implicit:none",
              "-Xlint:none",
              "-d",
              Files.createDirectories(nowhere).toString());
      compiler
          .getTask(null, files, faults, options, null, List.of(new Source(source(snippet))))
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return faults.getDiagnostics().stream()
        .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
        .map(it -> it.getMessage(null))
        .collect(joining("\n"));
  }

  private String source(Snippet snippet) {
    String text = snippet.text();
    String body =
        TYPE.matcher(text).lookingAt()
            ? text
            : "void snippet(%s) throws Exception {\n%s}\n".formatted(snippet.given(), text);
    return ALWAYS + imports(text + " " + snippet.given()) + "class Snippet {\n" + body + "}\n";
  }

  /** Imports of the types of this tree whose names occur and are the only ones of that name. */
  private String imports(String text) {
    return NAME.matcher(text)
        .results()
        .map(MatchResult::group)
        .distinct()
        .map(it -> types.getOrDefault(it, List.of()))
        .filter(it -> it.size() == 1)
        .map(it -> "import " + it.getFirst() + ";\n")
        .collect(joining());
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///Snippet.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
