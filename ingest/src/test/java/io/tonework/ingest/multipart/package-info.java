@NullMarked
package io.tonework.ingest.multipart;

import org.jspecify.annotations.NullMarked;
