/**
 * What every service shares: connections made from configuration, the life of stage loops, health
 * and the trace that travels with a photo.
 */
@NullMarked
package io.tonework.service;

import org.jspecify.annotations.NullMarked;
