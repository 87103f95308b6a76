@NullMarked
package io.tonework.service.endpoint;

import org.jspecify.annotations.NullMarked;
