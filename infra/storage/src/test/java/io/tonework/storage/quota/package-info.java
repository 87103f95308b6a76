@NullMarked
package io.tonework.storage.quota;

import org.jspecify.annotations.NullMarked;
