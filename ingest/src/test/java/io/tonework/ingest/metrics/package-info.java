@NullMarked
package io.tonework.ingest.metrics;

import org.jspecify.annotations.NullMarked;
