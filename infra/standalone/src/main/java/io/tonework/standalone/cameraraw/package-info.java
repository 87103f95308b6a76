/**
 * Presets and sidecars of Adobe Lightroom and Camera Raw: the sliders under the names and in the
 * units that the {@code crs:} namespace of XMP has for them.
 */
@NullMarked
package io.tonework.standalone.cameraraw;

import org.jspecify.annotations.NullMarked;
