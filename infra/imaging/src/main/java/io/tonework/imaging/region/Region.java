package io.tonework.imaging.region;

import io.tonework.imaging.lattice.PixelMap;

/**
 * A part of a picture with a map of its own.
 *
 * @param name what messages call it
 * @param map the map on sRGB-encoded RGB that replaces the picture's where the mask is full
 * @param mask where it is
 * @param refined whether the mask is fitted to the photo's edges; false takes it as it is
 */
public record Region(String name, PixelMap map, SoftMask mask, boolean refined) {}
