/** Kafka in memory: logs, groups with rebalances and fenced commits, and clients over them. */
@NullMarked
package io.tonework.simulation.kafka;

import org.jspecify.annotations.NullMarked;
