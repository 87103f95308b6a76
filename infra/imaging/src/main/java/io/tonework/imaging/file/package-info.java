/**
 * Picture files as a whole: told by their first bytes, parsed once into a type of their format, and
 * their metadata carried to the file that is written. Pure Java; no pixel is decoded.
 */
@NullMarked
package io.tonework.imaging.file;

import org.jspecify.annotations.NullMarked;
