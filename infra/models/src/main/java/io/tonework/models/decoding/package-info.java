/**
 * Token by token from a prompt to an answer: the decoder and its cache, batches of answers, their
 * queue.
 */
@NullMarked
package io.tonework.models.decoding;

import org.jspecify.annotations.NullMarked;
