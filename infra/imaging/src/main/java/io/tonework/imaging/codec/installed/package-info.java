/** What this machine can run: libvips or pure Java, and what reads the opt-in formats. */
@NullMarked
package io.tonework.imaging.codec.installed;

import org.jspecify.annotations.NullMarked;
