package io.tonework.ingest.rest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tonework.contracts.Sha256;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.testkit.TestServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the servers of the service under test and tells it of its tenants. */
public class ServersResource implements QuarkusTestResourceLifecycleManager {
  static final String INBOX = "api-inbox";
  static final String ACME_KEY = "acme-key";
  static final String GLOBEX_KEY = "globex-key";

  /** May make three requests. */
  static final String HASTY_KEY = "hasty-key";

  /** May have two photos open, one of them interactive. */
  static final String FULL_KEY = "full-key";

  private @Nullable TestServers servers;

  @Override
  public Map<String, String> start() {
    TestServers started = TestServers.embedded();
    servers = started;
    try (ObjectStore store = S3ObjectStore.connect(started.s3())) {
      store.ensureBucket(INBOX);
    }
    Map<String, String> config = new HashMap<>(started.configuration());
    config.put("quarkus.http.test-port", "0");
    config.put("tonework.service.exit-on-fatal", "false");
    config.put("tonework.tenants.acme.api-key-sha256", Sha256.of(ACME_KEY));
    config.put("tonework.tenants.acme.sources", INBOX + "/sources/");
    config.put("tonework.tenants.acme.inboxes.in.bucket", INBOX);
    config.put("tonework.tenants.acme.inboxes.in.prefix", "in/");
    config.put("tonework.tenants.globex.api-key-sha256", Sha256.of(GLOBEX_KEY));
    // tests of hostile requests make more of them than a customer would
    for (String busy : List.of("acme", "globex")) {
      config.put("tonework.tenants." + busy + ".quota.request-burst", "1000000");
    }
    config.put("tonework.tenants.hasty.api-key-sha256", Sha256.of(HASTY_KEY));
    config.put("tonework.tenants.hasty.quota.request-burst", "3");
    config.put("tonework.tenants.hasty.quota.requests-per-second", "0.01");
    config.put("tonework.tenants.full.api-key-sha256", Sha256.of(FULL_KEY));
    config.put("tonework.tenants.full.quota.open-photos", "2");
    config.put("tonework.tenants.full.quota.open-interactive", "1");
    config.put("tonework.ingest.max-photo-bytes", "100K");
    config.put("tonework.ingest.max-body-bytes", "1M");
    config.put("tonework.ingest.max-photos", "5");
    config.put("tonework.ingest.heartbeat", "300ms");
    config.put("tonework.ingest.reconciler.interval", "200ms");
    config.put("tonework.ingest.reconciler.min-age", "0s");
    return config;
  }

  @Override
  public void stop() {
    if (servers != null) {
      servers.close();
    }
  }
}
