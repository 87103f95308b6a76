package io.tonework.standalone.operate;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tonework dead-letters}: lists and replays the records that stages gave up. */
@Command(
    name = "dead-letters",
    description = "Lists what the stages gave up, or hands it to them again.",
    mixinStandardHelpOptions = true,
    subcommands = {DeadLettersList.class, DeadLettersReplay.class})
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do with the dead letters: list or replay");
  }
}
