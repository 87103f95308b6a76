package io.tonework.ingest.request;

import io.tonework.contracts.RetouchRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A sender's wish for one photo, checked.
 *
 * @param user whose taste counts, if any
 * @param retouch what to do
 * @param callback where the webhook goes; null for the tenant's own endpoint
 */
public record PhotoRequest(@Nullable String user, RetouchRequest retouch, @Nullable URI callback) {}
