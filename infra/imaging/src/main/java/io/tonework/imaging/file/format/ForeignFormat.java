package io.tonework.imaging.file.format;

/**
 * Formats that are not read. They are recognised only so that the sender can be told by name what
 * was refused.
 */
public enum ForeignFormat implements FileFormat {
  GIF,
  BMP,
  PSD,
  PDF,
  SVG
}
