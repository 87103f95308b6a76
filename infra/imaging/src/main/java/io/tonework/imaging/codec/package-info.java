/**
 * The port of the codecs: a file becomes a thumbnail or, through a colour map, a finished file,
 * within a deadline.
 */
@NullMarked
package io.tonework.imaging.codec;

import org.jspecify.annotations.NullMarked;
