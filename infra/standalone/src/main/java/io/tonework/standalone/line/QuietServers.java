package io.tonework.standalone.line;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sets the log levels of the embedded servers before the application's own configuration of logging
 * is read.
 */
final class QuietServers {
  // held, for the log manager forgets loggers that nobody holds, and their levels with them
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"),
          Logger.getLogger("org.gaul"),
          Logger.getLogger("org.eclipse.jetty"),
          Logger.getLogger("io.lettuce"));

  private QuietServers() {}

  static void apply() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
