/**
 * The boxes of HEIC, AVIF and JPEG XL files: headers, items and metadata read, metadata written.
 */
@NullMarked
package io.tonework.imaging.file.heif;

import org.jspecify.annotations.NullMarked;
