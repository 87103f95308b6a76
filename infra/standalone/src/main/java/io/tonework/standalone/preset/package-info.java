/** Plans as presets of other programs. */
@NullMarked
package io.tonework.standalone.preset;

import org.jspecify.annotations.NullMarked;
