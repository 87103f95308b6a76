/** The chunks of WebP files: headers, quality and metadata read, metadata written. */
@NullMarked
package io.tonework.imaging.file.webp;

import org.jspecify.annotations.NullMarked;
