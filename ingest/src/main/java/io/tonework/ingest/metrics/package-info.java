/** What this service measures. */
@NullMarked
package io.tonework.ingest.metrics;

import org.jspecify.annotations.NullMarked;
