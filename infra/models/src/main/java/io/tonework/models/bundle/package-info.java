/**
 * Bundles on disk or in the build: reading the manifest, checking digests, licence and tensors, and
 * what the bundle says of its language.
 */
@NullMarked
package io.tonework.models.bundle;

import org.jspecify.annotations.NullMarked;
