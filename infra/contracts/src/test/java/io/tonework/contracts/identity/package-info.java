@NullMarked
package io.tonework.contracts.identity;

import org.jspecify.annotations.NullMarked;
