@NullMarked
package io.tonework.render;

import org.jspecify.annotations.NullMarked;
