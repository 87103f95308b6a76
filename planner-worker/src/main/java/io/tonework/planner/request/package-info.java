/** Reads what a request in English plainly asks for, by its words alone. */
@NullMarked
package io.tonework.planner.request;

import org.jspecify.annotations.NullMarked;
