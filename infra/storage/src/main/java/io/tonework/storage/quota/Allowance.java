package io.tonework.storage.quota;

import java.time.Duration;

/**
 * What a bucket of tokens said to one who wanted a token.
 *
 * @param granted whether there was one
 * @param remaining whole tokens that are left
 * @param nextIn how long until there is one again; nothing when there is
 * @param fullIn how long until the bucket is full if nobody takes more
 */
public record Allowance(boolean granted, long remaining, Duration nextIn, Duration fullIn) {}
