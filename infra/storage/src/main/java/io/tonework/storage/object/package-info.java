/** The port of the object store: bytes under keys, written once and read with limits. */
@NullMarked
package io.tonework.storage.object;

import org.jspecify.annotations.NullMarked;
