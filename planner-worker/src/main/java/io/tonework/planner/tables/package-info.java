/** What the services and the training both know, from the one copy that both read. */
@NullMarked
package io.tonework.planner.tables;

import org.jspecify.annotations.NullMarked;
