/**
 * A bundle's {@code manifest.json} as it is written, as records. Knows nothing of files or graphs.
 */
@NullMarked
package io.tonework.models.manifest;

import org.jspecify.annotations.NullMarked;
