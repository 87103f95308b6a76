/**
 * The steps from a photo to its plan. {@link io.tonework.planner.plan.PlanPhoto} lists them; each
 * adds to one record what it has found out.
 */
@NullMarked
package io.tonework.planner.plan;

import org.jspecify.annotations.NullMarked;
