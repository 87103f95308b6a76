package io.tonework.standalone.documents;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What only the source of a configuration interface knows: the order of its keys, and its Javadoc.
 */
final class ConfigurationSource {
  private final Map<String, List<String>> methods = new HashMap<>();
  private final Map<String, String> sentences = new HashMap<>();

  /** Parses one source file; nothing is resolved or compiled. */
  ConfigurationSource(Path file) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(file));
      DocTrees trees = DocTrees.instance(task);
      for (var unit : task.parse()) {
        new Reader(trees).scan(unit, null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of a type's methods without a body, as they are written. */
  List<String> methods(Class<?> type) {
    return methods.getOrDefault(type.getSimpleName(), List.of());
  }

  /** The Javadoc of a method in one line of Markdown; empty without one. */
  Optional<String> sentence(Class<?> type, String method) {
    return Optional.ofNullable(sentences.get(type.getSimpleName() + "." + method));
  }

  /** The Javadoc of a type in one line of Markdown; empty without one. */
  Optional<String> sentence(Class<?> type) {
    return Optional.ofNullable(sentences.get(type.getSimpleName()));
  }

  private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees trees;
    private String type = "";

    Reader(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      String outer = type;
      type = tree.getSimpleName().toString();
      remember(type);
      super.visitClass(tree, null);
      type = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      if (tree.getBody() == null) {
        String name = tree.getName().toString();
        methods.computeIfAbsent(type, key -> new ArrayList<>()).add(name);
        remember(type + "." + name);
      }
      return null;
    }

    private void remember(String name) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      if (comment != null) {
        StringBuilder text = new StringBuilder();
        comment.getFullBody().forEach(text::append);
        sentences.put(name, markdown(text.toString()));
      }
    }
  }

  private static String markdown(String javadoc) {
    return javadoc
        .replaceAll("\\{@(?:code|link|linkplain|value) ([^}]*)}", "`$1`")
        .replaceAll("</?p>", " ")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .strip();
  }
}
