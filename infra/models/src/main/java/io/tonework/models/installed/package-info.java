/**
 * The bundles that lie side by side on this machine: which there are, which one new plans are made
 * with, and what is open of them.
 */
@NullMarked
package io.tonework.models.installed;

import org.jspecify.annotations.NullMarked;
