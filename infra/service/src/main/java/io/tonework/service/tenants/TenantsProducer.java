package io.tonework.service.tenants;

import io.quarkus.runtime.StartupEvent;
import io.tonework.storage.s3.S3Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the checked tenants of the configuration; a mistake in it ends the start. */
@ApplicationScoped
public class TenantsProducer {
  private static final Logger log = LoggerFactory.getLogger(TenantsProducer.class);

  @Produces
  @Singleton
  Tenants tenants(TenantsConfig config, S3Settings s3) {
    return Tenants.of(config, s3.bucket());
  }

  void check(@Observes StartupEvent event, Tenants tenants) {
    log.atInfo().addKeyValue("tenants", tenants.all().size()).log("tenants are configured");
  }
}
