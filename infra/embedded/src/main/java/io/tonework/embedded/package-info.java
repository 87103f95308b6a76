/**
 * Real Kafka, Redis and an S3-compatible store on this machine, with their data under one
 * directory.
 *
 * <p>Kafka and the store run inside this JVM, Redis as a child process. All three survive kill -9
 * of the JVM: the next start on the directory continues with what was there.
 */
@NullMarked
package io.tonework.embedded;

import org.jspecify.annotations.NullMarked;
