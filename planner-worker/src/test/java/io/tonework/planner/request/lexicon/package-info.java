@NullMarked
package io.tonework.planner.request.lexicon;

import org.jspecify.annotations.NullMarked;
