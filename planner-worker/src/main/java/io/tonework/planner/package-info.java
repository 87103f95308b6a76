/**
 * The eye and the mind: looks at an uploaded photo, decides what is done to it, and writes the plan
 * with its reasoning.
 *
 * <p>{@link io.tonework.planner.plan.PlanPhoto} is the core, plain Java without broker or store;
 * {@link io.tonework.planner.PlannerHandler} is one event's way through it; {@link
 * io.tonework.planner.PlannerStage} is the thin shell that configuration and CDI see.
 */
@NullMarked
package io.tonework.planner;

import org.jspecify.annotations.NullMarked;
