package io.tonework.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node, broker and controller (KRaft), in this JVM; about 40 MB of heap.
 *
 * <p>The log is kept in the directory. After kill -9 the next start recovers it. {@link #close} is
 * safe to call from any thread, once.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final int NODE_ID = 1;
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Starts and returns once clients are served.
   *
   * @param directory holds the log; made if need be
   * @param port for clients, free
   * @param controllerPort for the node's own quorum, free
   */
  public static EmbeddedKafka start(Path directory, int port, int controllerPort) {
    return start(directory, port, controllerPort, port);
  }

  /**
   * The same for clients that come by another port, such as that of a proxy.
   *
   * @param advertisedPort where clients are told to connect
   */
  public static EmbeddedKafka start(
      Path directory, int port, int controllerPort, int advertisedPort) {
    Path logDirectory = directory.toAbsolutePath().resolve("log");
    try {
      formatIfNew(directory, logDirectory);
    } catch (Exception e) {
      throw new EmbeddedException(
          DiskFault.words(directory, e)
              .orElse("cannot prepare Kafka's log in " + logDirectory + ": " + e),
          e);
    }
    tellBeforeHalt(logDirectory);
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(settings(logDirectory, port, controllerPort, advertisedPort), false),
            Time.SYSTEM);
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw new EmbeddedException(
          "Kafka did not start on port " + port + " with its log in " + logDirectory + ": " + e, e);
    }
    return new EmbeddedKafka(server, HOST + ":" + advertisedPort);
  }

  /** Kafka ends the process when it cannot write any more; then it should be known why. */
  private static void tellBeforeHalt(Path logDirectory) {
    Exit.setHaltProcedure((status, message) -> {
      // and not by a log, which may not be set up yet or hold the line back
      System.err.println(
          "tonework: Kafka cannot go on with its log in "
              + logDirectory
              + " ("
              + DiskFault.room(logDirectory)
              + ")"
              + (message == null ? "" : ": " + message)
              + ". When there is room again, start on the same folder: everything continues where it"
              + " was.");
      Runtime.getRuntime().halt(status);
    });
  }

  /** The address for clients, such as {@code 127.0.0.1:9092}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void formatIfNew(Path directory, Path logDirectory) throws Exception {
    if (Files.exists(logDirectory)) {
      return;
    }
    // formatted aside and moved into place, so that a kill in between leaves no half a log
    Path fresh = directory.toAbsolutePath().resolve("log.formatting");
    deleteTree(fresh);
    Files.createDirectories(fresh);
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(NODE_ID)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(fresh.toString())
        .setUnstableFeatureVersionsEnabled(false)
        .addDirectory(fresh.toString())
        // it would write to standard output, which belongs to the command
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .run();
    Files.move(fresh, logDirectory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static Map<String, String> settings(
      Path logDirectory, int port, int controllerPort, int advertisedPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    // a static quorum of one, whose port may differ from start to start
    settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    settings.put(
        "listeners",
        "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + advertisedPort);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", logDirectory.toString());
    settings.put("auto.create.topics.enable", "false");
    settings.put("group.initial.rebalance.delay.ms", "0");
    // one node: replication factor 1 everywhere, few partitions for the internal topics
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("num.partitions", "4");
    for (String internal : new String[] {"offsets.topic", "transaction.state.log"}) {
      settings.put(internal + ".replication.factor", "1");
      settings.put(internal + ".num.partitions", "1");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    // memory and disk: the cleaner alone would take 128 MiB, each partition's index files 20 MiB
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    return settings;
  }
}
