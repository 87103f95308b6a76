package io.tonework.benchmarks.scaling;

/**
 * A record of a partition.
 *
 * @param offset its place in the partition
 * @param arrived when it came, in seconds
 * @param seconds how long it takes in its place
 */
record Photo(long offset, double arrived, double seconds) {}
