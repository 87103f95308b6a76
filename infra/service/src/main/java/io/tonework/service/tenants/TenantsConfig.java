package io.tonework.service.tenants;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.tonework.contracts.Priority;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tenants as configured, {@code tonework.tenants.<name>.*}; {@link Tenants} checks them. */
@ConfigMapping(prefix = "tonework.tenants")
public interface TenantsConfig {
  /** By name: lower-case letters, digits, '-' and '_'; it becomes a part of object keys. */
  @WithParentName
  Map<String, TenantConfig> byName();

  /** One tenant. */
  interface TenantConfig {
    /** SHA-256 of each valid API key, hex; several while a key is rotated. */
    Optional<List<String>> apiKeySha256();

    /** What its requests may name as a source: {@code bucket} or {@code bucket/folder}. */
    Optional<List<String>> sources();

    /** Where its webhooks go when a request names no callback: an http or https address. */
    Optional<String> callback();

    /** {@code whsec_...} of Standard Webhooks; several while a secret is rotated. */
    Optional<List<String>> webhookSecret();

    /**
     * The bundle of its new plans: stable, candidate, or NAME@VERSION of one that is installed; its
     * channel's when absent.
     */
    Optional<String> bundle();

    /**
     * The most urgent that its photos may be: interactive, or bulk for a tenant whose photos all go
     * on the batch lane, whatever its requests say.
     */
    @WithDefault("interactive")
    Priority priority();

    /** How much it may use. */
    QuotaConfig quota();

    /** Buckets whose new objects are taken in, by a name of one's own. */
    Map<String, InboxConfig> inboxes();
  }

  /** How much a tenant may use. */
  interface QuotaConfig {
    /** POST requests a second that it may make for long. */
    @WithDefault("50")
    double requestsPerSecond();

    /** POST requests that it may make at once. */
    @WithDefault("500")
    int requestBurst();

    /** Photos that it may have open: taken in, and neither finished nor failed. */
    @WithDefault("10000")
    int openPhotos();

    /** Interactive photos that it may have open; those beyond are taken in as bulk. */
    @WithDefault("100")
    int openInteractive();
  }

  /** A bucket, or a part of one, whose new objects are taken in. */
  interface InboxConfig {
    /** The bucket; never Tonework's own. */
    String bucket();

    /** The folder whose objects are taken in; the whole bucket when absent. */
    Optional<String> prefix();

    /**
     * What is done to each photo, in the form fields of {@code POST /v1/photos}: mode, instruction,
     * sliders, user, format, quality, strip_gps, callback, priority. Without a priority they are
     * bulk.
     */
    Map<String, String> request();
  }
}
