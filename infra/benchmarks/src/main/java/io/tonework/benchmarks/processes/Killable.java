package io.tonework.benchmarks.processes;

import io.tonework.messaging.kafka.KafkaSettings;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A line whose processes may be killed one after another, and are started again. */
interface Killable extends AutoCloseable {
  /** Where photos are sent; it stays the same over restarts. */
  URI api();

  /** The key that photos are sent with. */
  String apiKey();

  /** What webhooks are signed with. */
  String webhookSecret();

  /** Where the topics are, now. */
  KafkaSettings kafka() throws IOException;

  /** Where the objects are, now. */
  URI s3() throws IOException;

  /** What belongs to the store's access key. */
  String s3SecretKey() throws IOException;

  /** The processes that are the line's own now, by their names; each may have children. */
  Map<String, ProcessHandle> processes();

  /**
   * Kills a process of the line with SIGKILL, drawn at random, and starts it again if nobody else
   * does.
   *
   * @return what was killed, such as {@code render-worker} or {@code codec of planner-worker}
   */
  String killOne(RandomGenerator random) throws IOException, InterruptedException;

  /** Returns when all of it takes work. */
  void awaitReady() throws IOException, InterruptedException;

  @Override
  void close();
}
