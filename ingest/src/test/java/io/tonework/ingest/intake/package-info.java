@NullMarked
package io.tonework.ingest.intake;

import org.jspecify.annotations.NullMarked;
