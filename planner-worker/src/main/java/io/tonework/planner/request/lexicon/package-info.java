/**
 * The words of requests in English, each on one line of {@code lexicon.txt} with all that it does.
 */
@NullMarked
package io.tonework.planner.request.lexicon;

import org.jspecify.annotations.NullMarked;
