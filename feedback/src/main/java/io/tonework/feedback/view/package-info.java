/** Keeps the Redis views of this service complete when Redis is emptied, restarted or replaced. */
@NullMarked
package io.tonework.feedback.view;

import org.jspecify.annotations.NullMarked;
