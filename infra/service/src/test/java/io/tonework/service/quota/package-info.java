@NullMarked
package io.tonework.service.quota;

import org.jspecify.annotations.NullMarked;
