package io.tonework.standalone.operate;

import io.tonework.contracts.ContractsJson;
import io.tonework.messaging.deadletter.DeadLetter;
import io.tonework.messaging.deadletter.DeadLetters;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tonework dead-letters list}. */
@Command(
    name = "list",
    description = "Lists dead letters, replayed ones included.",
    mixinStandardHelpOptions = true)
final class DeadLettersList implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LineOptions line;

  @Mixin private LetterChoice choice;

  @Option(names = "--json", description = "One JSON object per line, with headers and payload.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    int listed = 0;
    try (DeadLetters letters = new DeadLetters(line.kafkaSettings())) {
      for (String topic : choice.topics()) {
        List<DeadLetter> chosen = letters.list(topic).stream().filter(choice).toList();
        chosen.forEach(letter -> out.println(json ? ContractsJson.write(letter) : row(letter)));
        listed += chosen.size();
      }
    }
    if (!json) {
      out.println(listed == 0 ? "no dead letters" : listed + " dead letters");
    }
    out.flush();
    return 0;
  }

  /** A dead letter in one line. */
  static String row(DeadLetter letter) {
    return "%s %d:%d  %s  key %s  stage %s, attempts %d  %s: %s%s"
        .formatted(
            letter.topic(),
            letter.partition(),
            letter.offset(),
            letter.deadAt(),
            letter.key(),
            letter.stage(),
            letter.attempts(),
            letter.failureCode().isEmpty() ? letter.errorClass() : letter.failureCode(),
            letter.errorMessage(),
            letter.isReplayed() ? "  (replayed " + letter.replayedAt() + ")" : "");
  }
}
