/**
 * The account that a plan gives of itself: what is wrong with the photo and what is done about it.
 *
 * <p>Nothing is said because a slider says so. The plan's colour map is run over the photo, before
 * and after are measured in CIELAB, and only what the pixels show, and the section's own part of
 * the plan has caused, becomes a {@link io.tonework.planner.claims.MeasuredClaim}; sentences are
 * made of claims. Plain Java, free of I/O, deterministic.
 */
@NullMarked
package io.tonework.planner.reasoning;

import org.jspecify.annotations.NullMarked;
