/** The newest state of each photo, folded from events; can be rebuilt from the topics. */
@NullMarked
package io.tonework.storage.view;

import org.jspecify.annotations.NullMarked;
