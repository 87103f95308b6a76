/** Buckets as inboxes: notifications and the reconciler that finds what none announced. */
@NullMarked
package io.tonework.ingest.inbox;

import org.jspecify.annotations.NullMarked;
