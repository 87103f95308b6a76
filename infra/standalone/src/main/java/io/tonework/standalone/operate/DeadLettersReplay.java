package io.tonework.standalone.operate;

import io.tonework.messaging.deadletter.DeadLetter;
import io.tonework.messaging.deadletter.DeadLetters;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tonework dead-letters replay}. */
@Command(
    name = "replay",
    description = "Hands dead letters to the stage that gave them up, with their attempts reset.",
    mixinStandardHelpOptions = true)
final class DeadLettersReplay implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private LineOptions line;

  @Mixin private LetterChoice choice;

  @Option(names = "--all", description = "Every dead letter; needed when nothing is chosen.")
  private boolean all;

  @Option(names = "--again", description = "Also those that were replayed before.")
  private boolean again;

  @Override
  public Integer call() {
    if (!all && !choice.isNarrowed()) {
      throw new ParameterException(
          spec.commandLine(), "name topics, --key, --stage or --code, or say --all");
    }
    PrintWriter out = spec.commandLine().getOut();
    int replayed = 0;
    try (DeadLetters letters = new DeadLetters(line.kafkaSettings())) {
      for (String topic : choice.topics()) {
        List<DeadLetter> done =
            again ? letters.replayAgain(topic, choice) : letters.replay(topic, choice);
        done.forEach(letter -> out.println(DeadLettersList.row(letter)));
        replayed += done.size();
      }
    }
    out.println(replayed + " replayed");
    out.flush();
    return 0;
  }
}
