/** Groups the requests of many threads into batches: queue, limits, deadlines. */
@NullMarked
package io.tonework.models.batching;

import org.jspecify.annotations.NullMarked;
