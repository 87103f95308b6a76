/** Users' tastes in Redis; can be rebuilt from the topic. */
@NullMarked
package io.tonework.storage.taste;

import org.jspecify.annotations.NullMarked;
