/** Photographs as files: planned and rendered in this process, without a broker or a store. */
@NullMarked
package io.tonework.standalone.files;

import org.jspecify.annotations.NullMarked;
