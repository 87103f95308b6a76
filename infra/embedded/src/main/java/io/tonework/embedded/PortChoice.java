package io.tonework.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Settles which ports the servers take: the wanted ones, last time's, or free ones. */
final class PortChoice {
  private static final String FILE = "ports.properties";
  private static final String CONTROLLER = "controller";

  /**
   * Ports that were free a moment ago.
   *
   * @param ports of the servers
   * @param controller of Kafka's own quorum, which clients never see
   */
  record Chosen(EmbeddedPorts ports, int controller) {}

  private PortChoice() {}

  /**
   * Chooses ports and remembers them in the directory.
   *
   * @throws EmbeddedException when a wanted port is taken
   */
  static Chosen choose(Path directory, EmbeddedPorts wanted) throws IOException {
    Properties last = read(directory.resolve(FILE));
    // all stay open until the last is chosen, so that no port is given out twice
    List<ServerSocket> open = new ArrayList<>();
    try {
      int kafka = port("kafka", wanted.kafka(), last, open);
      int redis = port("redis", wanted.redis(), last, open);
      int s3 = port("s3", wanted.s3(), last, open);
      int controller = port(CONTROLLER, 0, last, open);
      Properties chosen = new Properties();
      chosen.setProperty("kafka", Integer.toString(kafka));
      chosen.setProperty("redis", Integer.toString(redis));
      chosen.setProperty("s3", Integer.toString(s3));
      chosen.setProperty(CONTROLLER, Integer.toString(controller));
      write(directory.resolve(FILE), chosen);
      return new Chosen(new EmbeddedPorts(kafka, redis, s3), controller);
    } finally {
      for (ServerSocket socket : open) {
        socket.close();
      }
    }
  }

  private static int port(String name, int wanted, Properties last, List<ServerSocket> open)
      throws IOException {
    if (wanted != 0) {
      if (!tryOpen(wanted, open)) {
        throw new EmbeddedException(
            "port " + wanted + " for " + name + " is taken; stop its owner or choose another",
            null);
      }
      return wanted;
    }
    int before = parse(last.getProperty(name, ""));
    if (before > 0 && tryOpen(before, open)) {
      return before;
    }
    ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    open.add(free);
    return free.getLocalPort();
  }

  private static boolean tryOpen(int port, List<ServerSocket> open) throws IOException {
    ServerSocket socket = new ServerSocket();
    // the servers do the same: connections of a killed process may linger in TIME_WAIT
    socket.setReuseAddress(true);
    try {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 1);
    } catch (IOException taken) {
      socket.close();
      return false;
    }
    open.add(socket);
    return true;
  }

  private static int parse(String port) {
    // a file that was cut short by kill -9 must not keep the stack from starting
    return port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0;
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (var reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file, e);
      }
    }
    return properties;
  }

  private static void write(Path file, Properties properties) throws IOException {
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, "ports of the last start; taken again if they are free");
    }
  }
}
