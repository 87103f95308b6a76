/**
 * Who may use Tonework, with which keys, buckets and webhooks: one configuration for all services.
 */
@NullMarked
package io.tonework.service.tenants;

import org.jspecify.annotations.NullMarked;
