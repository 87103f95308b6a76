package io.tonework.standalone;

import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * The entry point of {@code ./tonework}.
 *
 * <p>A plain {@code main}: commands on files answer at once and never start Quarkus; those that
 * serve start it themselves.
 */
@QuarkusMain
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String... args) {
    System.exit(ToneworkCommand.commandLine().execute(ArgumentBytes.restored(args)));
  }
}
