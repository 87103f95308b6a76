/**
 * What a plan asks of a bundle's models, as ports that a test can play, and the runtime that
 * answers through the bundle's graphs.
 */
@NullMarked
package io.tonework.planner.model;

import org.jspecify.annotations.NullMarked;
