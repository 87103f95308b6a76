/**
 * What is done to the colours of one photo: a map for the whole picture, and regions with a map and
 * a soft mask of their own.
 */
@NullMarked
package io.tonework.imaging.region;

import org.jspecify.annotations.NullMarked;
