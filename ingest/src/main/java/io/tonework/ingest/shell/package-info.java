/** The Quarkus shell around the core: wiring, consumers, the sweep, health. */
@NullMarked
package io.tonework.ingest.shell;

import org.jspecify.annotations.NullMarked;
