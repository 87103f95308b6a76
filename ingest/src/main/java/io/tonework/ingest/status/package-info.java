/** Where a photo is: the view in Redis, or what the store knows without it. */
@NullMarked
package io.tonework.ingest.status;

import org.jspecify.annotations.NullMarked;
