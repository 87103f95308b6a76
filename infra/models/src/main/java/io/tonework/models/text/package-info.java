/** Text to token ids and back: the tokenizer, phrases, the parts of a plan's text. */
@NullMarked
package io.tonework.models.text;

import org.jspecify.annotations.NullMarked;
