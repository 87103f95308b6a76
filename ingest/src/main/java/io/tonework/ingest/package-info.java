/** The front door: uploads, bucket notifications, status. */
@NullMarked
package io.tonework.ingest;

import org.jspecify.annotations.NullMarked;
