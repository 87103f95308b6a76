/** Takes photos in: original first, then the event, then the answer. */
@NullMarked
package io.tonework.ingest.intake;

import org.jspecify.annotations.NullMarked;
