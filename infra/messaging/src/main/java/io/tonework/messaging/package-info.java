/**
 * Events over Kafka: the stage loop with retries and dead letters, the codec, the publisher and the
 * tools that create, read and repair topics.
 *
 * <p>A stage describes itself with a {@link io.tonework.messaging.StageDefinition} and hands it to
 * {@link io.tonework.messaging.StageLoop#start}. What is package-private here is the loop's inside.
 */
@NullMarked
package io.tonework.messaging;

import org.jspecify.annotations.NullMarked;
