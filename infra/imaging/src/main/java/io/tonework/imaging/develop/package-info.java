/**
 * Formats that are read only where the operator wants them: each is turned into a TIFF file, which
 * the codec of the machine then takes as any other. Only codec processes do this.
 */
@NullMarked
package io.tonework.imaging.develop;

import org.jspecify.annotations.NullMarked;
