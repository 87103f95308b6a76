/**
 * What a tenant may use, counted in Redis so that all replicas share it; approximate after Redis
 * was lost.
 */
@NullMarked
package io.tonework.storage.quota;

import org.jspecify.annotations.NullMarked;
