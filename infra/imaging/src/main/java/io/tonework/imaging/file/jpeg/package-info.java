/** The segments of JPEG files: headers, quality and metadata read, metadata written. */
@NullMarked
package io.tonework.imaging.file.jpeg;

import org.jspecify.annotations.NullMarked;
