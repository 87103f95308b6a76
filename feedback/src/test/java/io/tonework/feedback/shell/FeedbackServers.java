package io.tonework.feedback.shell;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tonework.contracts.Sha256;
import io.tonework.embedded.EmbeddedStack;
import io.tonework.testkit.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Real servers for the whole service, and a tenant to serve. */
public final class FeedbackServers implements QuarkusTestResourceLifecycleManager {
  static final String TENANT = "acme";
  static final String OTHER = "globex";
  static final String OTHER_KEY = "key-of-globex";
  static final String API_KEY = "key-of-acme";
  static final String SECRET = "whsec_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";

  private @Nullable EmbeddedStack stack;

  @Override
  public Map<String, String> start() {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "feedback-servers");
      EmbeddedStack started = EmbeddedStack.start(directory);
      stack = started;
      Map<String, String> config = new HashMap<>();
      config.put("tonework.kafka.bootstrap-servers", started.kafkaBootstrapServers());
      config.put("tonework.redis.uri", started.redisUri().toString());
      config.put("tonework.s3.endpoint", started.s3Endpoint().toString());
      config.put("tonework.s3.access-key", EmbeddedStack.S3_ACCESS_KEY);
      config.put("tonework.s3.secret-key", started.s3SecretKey());
      config.put("tonework.s3.bucket", TestServers.BUCKET);
      config.put("tonework.service.exit-on-fatal", "false");
      config.put("tonework.feedback.webhooks.schedule", "PT0S,PT0.2S,PT0.2S");
      config.put("tonework.feedback.webhooks.allowed-private-hosts", "127.0.0.1");
      config.put("tonework.feedback.drain-timeout", "PT2S");
      // SHA-256 of the key
      config.put("tonework.tenants." + TENANT + ".api-key-sha256", Sha256.of(API_KEY));
      config.put("tonework.tenants." + TENANT + ".webhook-secret", SECRET);
      config.put("tonework.tenants." + OTHER + ".api-key-sha256", Sha256.of(OTHER_KEY));
      // tests of hostile requests make more of them than a customer would
      config.put("tonework.tenants." + TENANT + ".quota.request-burst", "1000000");
      config.put("tonework.tenants." + OTHER + ".quota.request-burst", "1000000");
      config.put("quarkus.http.test-port", "0");
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the servers", e);
    }
  }

  @Override
  public void stop() {
    if (stack != null) {
      stack.close();
    }
  }
}
