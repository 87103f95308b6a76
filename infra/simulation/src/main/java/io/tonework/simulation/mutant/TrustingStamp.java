package io.tonework.simulation.mutant;

import io.tonework.feedback.view.ViewStamp;

/**
 * A stamp that does not ask whether something was lost while a view was folded.
 *
 * @param stamp the true one
 */
record TrustingStamp(ViewStamp stamp) implements ViewStamp {
  @Override
  public String current() {
    return stamp.current();
  }

  @Override
  public boolean isBuiltIn(String current) {
    return stamp.isBuiltIn(current);
  }

  @Override
  public String begin() {
    return stamp.begin();
  }

  @Override
  public boolean end(String fold, String current) {
    return stamp.end(stamp.begin(), current);
  }
}
