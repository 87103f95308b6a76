/** What a photo costs beside a bare transcode of the same file by libvips, size by size. */
@NullMarked
package io.tonework.benchmarks.ratio;

import org.jspecify.annotations.NullMarked;
