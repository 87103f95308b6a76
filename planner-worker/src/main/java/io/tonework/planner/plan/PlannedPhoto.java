package io.tonework.planner.plan;

import io.tonework.contracts.Plan;
import io.tonework.planner.claims.MeasuredClaim;
import java.util.List;

/**
 * A plan and how it came about.
 *
 * @param plan the plan
 * @param claims what its reasoning claims of the pixels
 * @param timings how long each step took
 */
public record PlannedPhoto(Plan plan, List<MeasuredClaim> claims, PlanTimings timings) {
  /** Copies the list. */
  public PlannedPhoto {
    claims = List.copyOf(claims);
  }
}
