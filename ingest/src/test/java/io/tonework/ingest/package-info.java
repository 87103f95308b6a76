@NullMarked
package io.tonework.ingest;

import org.jspecify.annotations.NullMarked;
