/** Redis: the connection that returns by itself, Lua scripts, and the names of keys. */
@NullMarked
package io.tonework.storage.redis;

import org.jspecify.annotations.NullMarked;
