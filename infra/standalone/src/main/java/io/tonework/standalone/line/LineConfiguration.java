package io.tonework.standalone.line;

import io.tonework.embedded.EmbeddedStack;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Points the services at the embedded servers by setting the configuration keys that they read
 * anyway.
 */
final class LineConfiguration {
  /** The one tenant of a local line. */
  static final String TENANT = "local";

  /** New objects in this bucket are taken in. */
  static final String INBOX = "inbox";

  private LineConfiguration() {}

  static Map<String, String> of(
      WholeLineOptions options, EmbeddedStack servers, LocalCredentials credentials) {
    Map<String, String> settings = new HashMap<>();
    // the terminal is for what needs somebody; all the rest is in a file that is rotated
    settings.put("quarkus.log.console.level", "WARN");
    settings.put("quarkus.log.file.enabled", "true");
    settings.put("quarkus.log.file.path", logFile(options.data()).toString());
    settings.put("tonework.http.host", "127.0.0.1");
    settings.put("tonework.http.port", Integer.toString(options.httpPort()));
    settings.put("tonework.kafka.bootstrap-servers", servers.kafkaBootstrapServers());
    // one process reads all of them: more partitions would only be more files
    settings.put("tonework.kafka.partitions", "2");
    // planner and renderer share the processors that elsewhere each has for itself
    String beside = Integer.toString((Runtime.getRuntime().availableProcessors() - 1) / 2);
    settings.put("tonework.planner.bulk-beside", beside);
    settings.put("tonework.render.bulk-beside", beside);
    settings.put("tonework.redis.uri", servers.redisUri().toString());
    settings.put("tonework.s3.endpoint", servers.s3Endpoint().toString());
    settings.put("tonework.s3.access-key", EmbeddedStack.S3_ACCESS_KEY);
    settings.put("tonework.s3.secret-key", servers.s3SecretKey());
    settings.put("tonework.s3.path-style", "true");
    String tenant = "tonework.tenants." + TENANT + ".";
    settings.put(tenant + "api-key-sha256", credentials.apiKeySha256());
    settings.put(tenant + "webhook-secret", credentials.webhookSecret());
    settings.put(tenant + "sources", INBOX);
    settings.put(tenant + "inboxes.inbox.bucket", INBOX);
    // receivers of webhooks are on this machine too
    settings.put("tonework.feedback.webhooks.allowed-private-hosts", privateHosts(options));
    // uploads lie where nobody else can look, and not in the system's folder for everybody
    settings.put("tonework.ingest.spool-directory", options.data().resolve("spool").toString());
    // the embedded store announces nothing: the sweep alone finds what is put into the inbox
    settings.put("tonework.ingest.reconciler.interval", "2s");
    settings.put("tonework.ingest.reconciler.min-age", "0s");
    if (options.callback() != null) {
      settings.put(tenant + "callback", options.callback().toString());
    }
    settings.putAll(options.settings());
    return settings;
  }

  /** This machine, and where its user has webhooks sent. */
  private static String privateHosts(WholeLineOptions options) {
    String here = "127.0.0.1,localhost,::1";
    String named = options.callback() == null ? null : options.callback().getHost();
    return named == null ? here : here + "," + named;
  }

  /** What the services of a line log, by default. */
  static Path logFile(Path data) {
    return data.resolve("tonework.log");
  }

  /** Sets what neither the command line ({@code -D}) nor the environment has set. */
  static void apply(Map<String, String> settings) {
    settings.forEach((key, value) -> {
      String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
      if (System.getenv(variable) == null) {
        System.getProperties().putIfAbsent(key, value);
      }
    });
  }
}
