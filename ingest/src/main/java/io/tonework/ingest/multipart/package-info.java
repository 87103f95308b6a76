/** Reads multipart bodies as they arrive: photos go to disk, limits hold while reading. */
@NullMarked
package io.tonework.ingest.multipart;

import org.jspecify.annotations.NullMarked;
