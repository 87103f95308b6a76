package io.tonework.messaging.topic;

import io.tonework.messaging.kafka.KafkaClients;
import io.tonework.messaging.kafka.KafkaSettings;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/** Asks whether Kafka answers. Thread-safe; blocks. */
public final class KafkaProbe implements AutoCloseable {
  private final Admin admin;

  /** A probe with a connection of its own. */
  public KafkaProbe(KafkaSettings settings) {
    this.admin = KafkaClients.admin(settings, "probe");
  }

  /** True when a broker answers within that time. */
  public boolean answers(Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    try {
      return admin
              .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
              .nodes()
              .get(millis, TimeUnit.MILLISECONDS)
              .size()
          > 0;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
