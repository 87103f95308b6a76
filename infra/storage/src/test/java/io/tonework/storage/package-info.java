@NullMarked
package io.tonework.storage;

import org.jspecify.annotations.NullMarked;
