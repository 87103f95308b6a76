@NullMarked
package io.tonework.service.problem;

import org.jspecify.annotations.NullMarked;
