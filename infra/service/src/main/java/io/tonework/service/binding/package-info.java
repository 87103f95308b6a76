/**
 * How the services read what strangers send: strictly, into types whose annotations say what is
 * allowed, and with a problem that names the field where it is not.
 */
@NullMarked
package io.tonework.service.binding;

import org.jspecify.annotations.NullMarked;
