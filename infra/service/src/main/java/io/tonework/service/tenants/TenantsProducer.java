package io.tonework.service.tenants;

import io.tonework.storage.S3Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the checked tenants of the configuration; a mistake in it ends the start. */
@ApplicationScoped
public class TenantsProducer {
  @Produces
  @Singleton
  Tenants tenants(TenantsConfig config, S3Settings s3) {
    return Tenants.of(config, s3.bucket());
  }
}
