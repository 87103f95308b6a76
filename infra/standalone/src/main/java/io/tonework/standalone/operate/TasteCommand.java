package io.tonework.standalone.operate;

import io.tonework.contracts.Topics;
import io.tonework.feedback.taste.TasteRebuild;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.taste.RedisTasteStore;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tonework taste}: what was learned from verdicts. */
@Command(
    name = "taste",
    description = "What was learned of users from their verdicts.",
    mixinStandardHelpOptions = true)
public final class TasteCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do with the tastes: rebuild");
  }

  @Command(
      name = "rebuild",
      description = "Empties Redis of tastes and learns them anew from Kafka, to the same state.",
      mixinStandardHelpOptions = true)
  int rebuild(@Mixin LineOptions line) {
    TopicReader reader = new TopicReader(line.kafkaSettings());
    try (RedisConnection redis = RedisConnection.connect(line.redisSettings())) {
      TasteRebuild rebuild =
          new TasteRebuild(
              new RedisTasteStore(redis),
              action -> reader.forEach(Topics.FEEDBACK_RECEIVED, action));
      long events = rebuild.rebuild();
      spec.commandLine().getOut().println("tastes rebuilt from " + events + " events");
      return 0;
    }
  }
}
