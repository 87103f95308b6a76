/** The chunks of PNG files: headers and metadata read, metadata written. */
@NullMarked
package io.tonework.imaging.file.png;

import org.jspecify.annotations.NullMarked;
