package io.tonework.standalone;

import io.tonework.embedded.DiskFault;
import io.tonework.embedded.DiskFullException;
import io.tonework.service.OneLine;
import io.tonework.standalone.compare.CompareCommand;
import io.tonework.standalone.demo.DemoCommand;
import io.tonework.standalone.doctor.DoctorCommand;
import io.tonework.standalone.files.FileName;
import io.tonework.standalone.files.LutCommand;
import io.tonework.standalone.files.ModelsCommand;
import io.tonework.standalone.files.RenderCommand;
import io.tonework.standalone.files.RetouchCommand;
import io.tonework.standalone.operate.DeadLettersCommand;
import io.tonework.standalone.operate.TasteCommand;
import io.tonework.standalone.operate.ViewsCommand;
import io.tonework.standalone.preset.XmpCommand;
import io.tonework.standalone.up.UpCommand;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line: {@code tonework COMMAND ...}. */
@Command(
    name = "tonework",
    description = "Retouches photographs: on a queue at high volume, or files on this machine.",
    mixinStandardHelpOptions = true,
    versionProvider = ToneworkVersion.class,
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      RetouchCommand.class,
      RenderCommand.class,
      LutCommand.class,
      XmpCommand.class,
      CompareCommand.class,
      ModelsCommand.class,
      DoctorCommand.class,
      DeadLettersCommand.class,
      TasteCommand.class,
      ViewsCommand.class,
      HelpCommand.class
    })
public final class ToneworkCommand implements Runnable {
  private ToneworkCommand() {}

  /** The parser and runner of every command; exit code 0, 1 for a failure, 2 for a wrong call. */
  static CommandLine commandLine() {
    return new CommandLine(new ToneworkCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .registerConverter(Path.class, FileName::of)
        .setParameterExceptionHandler(ToneworkCommand::refuse)
        .setExecutionExceptionHandler(ToneworkCommand::report);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** The file that a failure names, else where a command runs. */
  private static Path place(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException fault && fault.getFile() != null) {
        return Path.of(fault.getFile());
      }
    }
    return Path.of("").toAbsolutePath();
  }

  /** As picocli does it, but what was typed writes no line of its own. */
  private static int refuse(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(
        command.getColorScheme().errorText(OneLine.escape(String.valueOf(fault.getMessage()))));
    if (!UnmatchedArgumentException.printSuggestions(fault, err)) {
      command.usage(err, command.getColorScheme());
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** A failure is one line for people; the stack trace is there for who asks for it. */
  private static int report(Exception failure, CommandLine command, ParseResult parsed) {
    String message = failure.getMessage();
    if (!(failure instanceof DiskFullException)) {
      message = DiskFault.full(place(failure), failure).orElse(message);
    }
    command
        .getErr()
        .println(
            command
                .getColorScheme()
                .errorText(
                    "tonework: " + OneLine.escape(message == null ? failure.toString() : message)));
    LoggerFactory.getLogger(ToneworkCommand.class).debug("the command failed", failure);
    return CommandLine.ExitCode.SOFTWARE;
  }
}
