package io.tonework.service;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a service behaves as a process. */
@ConfigMapping(prefix = "tonework.service")
public interface ServiceConfig {
  /**
   * True ends the process with exit code 1 after a fatal error, so that whoever supervises it
   * starts it anew; false only turns its liveness red.
   */
  @WithDefault("true")
  boolean exitOnFatal();

  /** Pause before a stage whose servers did not answer is started again. */
  @WithDefault("2s")
  Duration startRetry();

  /** True creates missing topics at the start; false leaves that to whoever runs the broker. */
  @WithDefault("true")
  boolean createTopics();

  /** True makes Tonework's bucket at the start where it is missing. */
  @WithDefault("true")
  boolean createBucket();
}
