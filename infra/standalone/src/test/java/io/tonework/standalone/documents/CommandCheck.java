package io.tonework.standalone.documents;

import io.tonework.standalone.ToneworkCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Holds calls of {@code ./tonework} against the parser of the command line; nothing is run. */
final class CommandCheck {
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");
  private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z][A-Z_.]*");
  private static final Set<String> END = Set.of("#", "|", ";", "&&", ">", "2>");

  /** What the launcher does itself, before any Java. */
  private static final Set<String> OF_THE_LAUNCHER = Set.of("service");

  private final CommandSpec root = new CommandLine(ToneworkCommand.class).getCommandSpec();

  /** Names of the commands at the top, {@code help} excepted. */
  List<String> names() {
    return root.subcommands().keySet().stream().filter(it -> !it.equals("help")).toList();
  }

  /**
   * Whether the text, without {@code ./tonework}, begins with a command and goes on with an option.
   */
  boolean isCall(String text) {
    List<String> words = words(text);
    return !words.isEmpty()
        && names().contains(words.getFirst())
        && words.stream().anyMatch(it -> it.startsWith("-"));
  }

  /**
   * What is wrong with a call.
   *
   * @param call everything after {@code ./tonework}
   */
  List<String> faults(String call) {
    List<String> faults = new ArrayList<>();
    CommandSpec command = root;
    for (String word : words(call)) {
      if (END.contains(word) || (command.parent() == null && OF_THE_LAUNCHER.contains(word))) {
        break;
      }
      CommandLine below = command.subcommands().get(word);
      if (below != null) {
        command = below.getCommandSpec();
      } else if (word.startsWith("-")) {
        String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
        if (command.findOption(name) == null) {
          faults.add("`%s` has no option %s".formatted(command.qualifiedName(), name));
        }
      } else if (command.positionalParameters().isEmpty()
          && command.args().stream().noneMatch(it -> it.isOption() && it.arity().max() > 0)
          && !PLACEHOLDER.matcher(word).matches()) {
        faults.add("`%s` has no command %s".formatted(command.qualifiedName(), word));
      }
    }
    return faults;
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(MatchResult::group).toList();
  }
}
