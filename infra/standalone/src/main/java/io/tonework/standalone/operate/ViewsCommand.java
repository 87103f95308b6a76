package io.tonework.standalone.operate;

import io.tonework.ingest.status.ViewRebuild;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.view.RedisPhotoViews;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tonework views}: what is told of each photo's state. */
@Command(
    name = "views",
    description = "What is told of the state of each photo.",
    mixinStandardHelpOptions = true)
public final class ViewsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do with the views: rebuild");
  }

  @Command(
      name = "rebuild",
      description =
          "Folds every event that Kafka still has into Redis; the line may run meanwhile.",
      mixinStandardHelpOptions = true)
  int rebuild(@Mixin LineOptions line) {
    try (RedisConnection redis = RedisConnection.connect(line.redisSettings())) {
      long events = new ViewRebuild(line.kafkaSettings(), new RedisPhotoViews(redis)).run();
      spec.commandLine().getOut().println("views rebuilt from " + events + " events");
      return 0;
    }
  }
}
