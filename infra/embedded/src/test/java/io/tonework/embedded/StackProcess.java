package io.tonework.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** The embedded stack in a JVM of its own, for tests that kill it. */
final class StackProcess {
  static final String READY = "ready ";

  private StackProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (EmbeddedStack stack = EmbeddedStack.start(Path.of(arguments[0]))) {
      System.out.println(
          READY + stack.kafkaBootstrapServers() + " " + stack.redisUri() + " " + stack.redisPid());
      Thread.currentThread().join();
    }
  }

  /** Starts it and returns once it is ready. */
  static Running launch(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                StackProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    for (String line; (line = process.inputReader().readLine()) != null; ) {
      if (line.startsWith(READY)) {
        String[] words = line.substring(READY.length()).split(" ", -1);
        return new Running(process, words[0], words[1], Long.parseLong(words[2]));
      }
    }
    throw new IllegalStateException("the stack ended before it was ready");
  }

  /**
   * A stack that runs.
   *
   * @param process its JVM
   * @param bootstrapServers Kafka's address
   * @param redisUri Redis's address
   * @param redisPid the child of the child
   */
  record Running(Process process, String bootstrapServers, String redisUri, long redisPid) {}
}
