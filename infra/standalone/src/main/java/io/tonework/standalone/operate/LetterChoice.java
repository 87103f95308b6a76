package io.tonework.standalone.operate;

import io.tonework.messaging.deadletter.DeadLetter;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters are meant. */
final class LetterChoice implements Predicate<DeadLetter> {
  @Parameters(
      paramLabel = "TOPIC",
      arity = "0..*",
      description = "Topics they came from, such as photo.uploaded. Default: all.")
  private List<String> topics = List.of();

  @Option(names = "--key", paramLabel = "KEY", description = "Only of that key: the photo's id.")
  private @Nullable String key;

  @Option(names = "--stage", paramLabel = "NAME", description = "Only those of that stage.")
  private @Nullable String stage;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "Only with that failure code, such as retries_exhausted.")
  private @Nullable String code;

  /**
   * The topics to read.
   *
   * @throws IllegalArgumentException naming the one that is none of ours
   */
  List<String> topics() {
    List<String> known = LineOptions.topics();
    for (String topic : topics) {
      if (!known.contains(topic)) {
        throw new IllegalArgumentException(
            "'" + topic + "' is no topic with dead letters; they are " + String.join(", ", known));
      }
    }
    return topics.isEmpty() ? known : topics;
  }

  /** True when the choice is narrower than everything. */
  boolean isNarrowed() {
    return !topics.isEmpty() || key != null || stage != null || code != null;
  }

  @Override
  public boolean test(DeadLetter letter) {
    return (key == null || key.equals(letter.key()))
        && (stage == null || stage.equals(letter.stage()))
        && (code == null || code.equals(letter.failureCode()));
  }
}
