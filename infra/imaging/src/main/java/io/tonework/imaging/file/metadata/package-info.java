/**
 * The metadata blocks of a picture (EXIF, XMP, Photoshop resources, colour), free of the wrapping
 * of any file format, and what is changed in them for the result.
 */
@NullMarked
package io.tonework.imaging.file.metadata;

import org.jspecify.annotations.NullMarked;
