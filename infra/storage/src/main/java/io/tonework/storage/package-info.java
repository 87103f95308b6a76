/**
 * Where bytes and views live: the object store (S3) and the Redis views.
 *
 * <p>Objects are written under derived keys with a conditional put, so doing work twice leaves one
 * result. Everything in Redis can be rebuilt from Kafka; losing Redis loses nothing.
 */
@NullMarked
package io.tonework.storage;

import org.jspecify.annotations.NullMarked;
