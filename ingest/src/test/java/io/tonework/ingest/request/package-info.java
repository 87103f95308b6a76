@NullMarked
package io.tonework.ingest.request;

import org.jspecify.annotations.NullMarked;
