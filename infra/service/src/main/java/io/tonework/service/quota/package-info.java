/** Holds tenants to what they may ask for, and tells them how much is left. */
@NullMarked
package io.tonework.service.quota;

import org.jspecify.annotations.NullMarked;
