/** The thin Quarkus shell: makes the core from configuration and connections, and runs it. */
@NullMarked
package io.tonework.feedback.shell;

import org.jspecify.annotations.NullMarked;
