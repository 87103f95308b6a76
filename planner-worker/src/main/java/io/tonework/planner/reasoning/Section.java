package io.tonework.planner.reasoning;

import io.tonework.contracts.Reasoning;
import io.tonework.planner.claims.MeasuredClaim;
import java.util.List;

/**
 * One part of an account.
 *
 * @param issues what is wrong with the photo
 * @param statement the issues in words, or that there are none
 * @param plan what is done, in words
 * @param claims what those words claim of the pixels
 */
record Section(List<Issue> issues, String statement, String plan, List<MeasuredClaim> claims) {
  Section {
    issues = List.copyOf(issues);
    claims = List.copyOf(claims);
  }

  Reasoning.Finding finding() {
    return new Reasoning.Finding(statement, plan);
  }
}
