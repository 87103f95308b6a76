/** Customers: they send photos on every way, judge them, and remember what they were promised. */
@NullMarked
package io.tonework.simulation.customer;

import org.jspecify.annotations.NullMarked;
