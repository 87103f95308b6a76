@NullMarked
package io.tonework.ingest.inbox;

import org.jspecify.annotations.NullMarked;
