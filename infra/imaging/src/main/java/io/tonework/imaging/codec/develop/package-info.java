/**
 * Opt-in formats: each file is turned into a TIFF file, which the codec of the machine then takes
 * as any other. Only codec processes do this.
 */
@NullMarked
package io.tonework.imaging.codec.develop;

import org.jspecify.annotations.NullMarked;
