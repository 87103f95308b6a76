/**
 * What is around the pixels: the headers of each file format, and the metadata blocks that are
 * carried from the original to the result byte for byte. Pure Java; nothing here decodes a pixel.
 */
@NullMarked
package io.tonework.imaging.container;

import org.jspecify.annotations.NullMarked;
