/** What goes wrong: how often each kind of fault comes, and calls over a network that has them. */
@NullMarked
package io.tonework.simulation.fault;

import org.jspecify.annotations.NullMarked;
