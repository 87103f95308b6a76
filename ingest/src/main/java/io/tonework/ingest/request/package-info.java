/** Reads what a sender wants: JSON and form fields become checked requests, or a problem. */
@NullMarked
package io.tonework.ingest.request;

import org.jspecify.annotations.NullMarked;
