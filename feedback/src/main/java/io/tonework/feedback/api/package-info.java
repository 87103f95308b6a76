/** The REST resources of feedback; thin, the use cases lie in the core. */
@NullMarked
package io.tonework.feedback.api;

import org.jspecify.annotations.NullMarked;
