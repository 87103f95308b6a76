@NullMarked
package io.tonework.service.http;

import org.jspecify.annotations.NullMarked;
