/** The HTTP side, thin: paths, headers and documents. */
@NullMarked
package io.tonework.ingest.rest;

import org.jspecify.annotations.NullMarked;
