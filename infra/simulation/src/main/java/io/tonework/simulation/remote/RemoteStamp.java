package io.tonework.simulation.remote;

import io.tonework.feedback.view.ViewStamp;
import io.tonework.simulation.fault.Wire;

/** The stamp of a view over a wire. */
public final class RemoteStamp implements ViewStamp {
  private final ViewStamp stamp;
  private final RemoteRedis redis;

  /** That stamp, as a process with that wire reaches it. */
  public RemoteStamp(ViewStamp stamp, Wire wire) {
    this.stamp = stamp;
    this.redis = new RemoteRedis(wire);
  }

  @Override
  public String current() {
    return redis.call("ask for the run id", stamp::current);
  }

  @Override
  public boolean isBuiltIn(String current) {
    return redis.call("read a stamp", () -> stamp.isBuiltIn(current));
  }

  @Override
  public String begin() {
    return redis.call("begin to fold", stamp::begin);
  }

  @Override
  public boolean end(String fold, String current) {
    return redis.call("write a stamp", () -> stamp.end(fold, current));
  }
}
