/** A table of odd but legal files, each with the right picture, for both codecs. */
@NullMarked
package io.tonework.imaging.odd;

import org.jspecify.annotations.NullMarked;
