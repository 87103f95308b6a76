@NullMarked
package io.tonework.testkit;

import org.jspecify.annotations.NullMarked;
