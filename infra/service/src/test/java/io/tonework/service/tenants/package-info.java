@NullMarked
package io.tonework.service.tenants;

import org.jspecify.annotations.NullMarked;
