package io.tonework.simulation.remote;

import io.tonework.simulation.fault.Kind;
import io.tonework.simulation.fault.Wire;
import io.tonework.storage.ViewsUnavailable;
import java.util.function.Supplier;

/** Calls to Redis over a wire: each is one script or command, which is done wholly or not. */
record RemoteRedis(Wire wire) {
  <T> T call(String what, Supplier<T> command) {
    if (wire.strikes(Kind.REDIS_FAILS, what)) {
      throw new ViewsUnavailable(what + " was not answered", null);
    }
    T result = wire.call(what, command);
    if (wire.strikes(Kind.REDIS_DONE_BUT_TIMEOUT, what)) {
      throw new ViewsUnavailable(what + " was not answered in time", null);
    }
    return result;
  }

  void run(String what, Runnable command) {
    boolean _ =
        call(
            what,
            () -> {
              command.run();
              return true;
            });
  }
}
