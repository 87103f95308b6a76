package io.tonework.imaging.file.format;

/** What the first bytes of a file say that it is. */
public sealed interface FileFormat permits ImageFormat, ForeignFormat {}
