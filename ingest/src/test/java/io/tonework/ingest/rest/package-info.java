@NullMarked
package io.tonework.ingest.rest;

import org.jspecify.annotations.NullMarked;
