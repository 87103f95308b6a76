package io.tonework.models;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Mode;
import java.util.Set;
import java.util.stream.Collectors;

/** A mode was asked for that the bundle lacks. The message is fit for the customer. */
public final class ModeUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Mode mode;

  public ModeUnavailableException(BundleRef bundle, Mode mode, Set<Mode> has) {
    super(
        "mode '"
            + mode.jsonName()
            + "' is not available: the bundle "
            + bundle.name()
            + " "
            + bundle.version()
            + " has the modes "
            + has.stream().sorted().map(Mode::jsonName).collect(Collectors.joining(", ")));
    this.mode = mode;
  }

  /** The mode that was asked for. */
  public Mode mode() {
    return mode;
  }
}
