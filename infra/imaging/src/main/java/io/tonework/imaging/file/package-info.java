/**
 * Picture files as a whole: which format one has, what its header and metadata say, and how the
 * metadata reach the file that is written. Pure Java; no pixel is decoded.
 */
@NullMarked
package io.tonework.imaging.file;

import org.jspecify.annotations.NullMarked;
