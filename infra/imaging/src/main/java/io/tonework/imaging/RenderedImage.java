package io.tonework.imaging;

/**
 * A finished picture as a file.
 *
 * @param bytes the file; owned by this record, not copied
 * @param format its format
 * @param width pixels, upright
 * @param height pixels, upright
 * @param bitsPerChannel 8 or 16
 */
@SuppressWarnings("ArrayRecordComponent") // files are never compared, and a copy costs megabytes
public record RenderedImage(
    byte[] bytes, ImageFormat format, int width, int height, int bitsPerChannel) {}
