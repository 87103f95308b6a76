/**
 * The directories of TIFF files and of camera raw files built like them: headers and tags read,
 * tags written.
 */
@NullMarked
package io.tonework.imaging.file.tiff;

import org.jspecify.annotations.NullMarked;
