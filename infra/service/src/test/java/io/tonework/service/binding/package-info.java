@NullMarked
package io.tonework.service.binding;

import org.jspecify.annotations.NullMarked;
