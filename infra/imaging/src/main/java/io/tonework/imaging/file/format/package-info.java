/**
 * The file formats that are told apart, what the header of a file says of its picture, and the
 * limits that it is held against.
 */
@NullMarked
package io.tonework.imaging.file.format;

import org.jspecify.annotations.NullMarked;
