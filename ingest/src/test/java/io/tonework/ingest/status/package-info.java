@NullMarked
package io.tonework.ingest.status;

import org.jspecify.annotations.NullMarked;
