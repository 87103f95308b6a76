/** Holds the documents of this repository against its code and against each other. */
@NullMarked
package io.tonework.standalone.documents;

import org.jspecify.annotations.NullMarked;
