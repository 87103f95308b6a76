package io.tonework.standalone.line;

import io.tonework.embedded.EmbeddedPorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a local line is run.
 *
 * @param data the directory for everything that it keeps
 * @param httpPort of the REST API on 127.0.0.1
 * @param servers ports of the embedded servers
 * @param callback where webhooks go when a request names no callback; null for nowhere
 * @param settings further configuration; wins over what the line sets itself
 */
public record WholeLineOptions(
    Path data,
    int httpPort,
    EmbeddedPorts servers,
    @Nullable URI callback,
    Map<String, String> settings) {
  /** Copies the map. */
  public WholeLineOptions {
    settings = Map.copyOf(settings);
  }
}
